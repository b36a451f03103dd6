// Nothing here is called: that the program links this target is the whole effect (see OneThread.c).
