// Replaced by the first file of _TestSupport.
