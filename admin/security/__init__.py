"""Who may do what in the back office? Accounts, sessions, the policy table, and what every answer must carry."""
