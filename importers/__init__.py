"""How does a file become facts? Read safely, matched to sheets, checked, previewed, accepted in one transaction."""
