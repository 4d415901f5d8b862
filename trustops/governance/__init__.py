"""What is the trust owed to do and report, when, to whom, and was it done and told?"""
