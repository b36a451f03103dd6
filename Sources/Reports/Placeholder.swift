// Replaced by the first file of Reports.
