"""What should somebody look at? Small named rules over a snapshot, and the findings that they raise."""
