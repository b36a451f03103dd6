# Monthly and quarterly series of R packages (datasets, forecast, tseries, AER), positive and of 40 observations or
# more, as series.csv: id, t, v. Usage: Rscript periods.R series.csv; periods.py goes on from there.
rows <- list()
for (package in c("datasets", "forecast", "tseries", "AER")) {
  items <- unique(sub(" .*", "", data(package = package)$results[, "Item"]))
  for (item in items) {
    place <- new.env()
    try(suppressWarnings(data(list = item, package = package, envir = place)), silent = TRUE)
    for (name in ls(place)) {
      series <- get(name, place)
      if (!is.ts(series) || !(frequency(series) %in% c(4, 12))) next
      columns <- as.matrix(series)
      for (j in seq_len(ncol(columns))) {
        values <- as.numeric(columns[, j])
        times <- as.numeric(time(series))
        known <- !is.na(values)
        if (sum(known) < 40 || any(diff(which(known)) > 1)) next
        values <- values[known]
        times <- times[known]
        if (any(values <= 0)) next
        year <- floor(times + 1e-6)
        number <- round((times - year) * frequency(series)) + 1
        form <- if (frequency(series) == 12) "%d-%02d" else "%d-Q%d"
        rows[[length(rows) + 1]] <- data.frame(
          id = paste(package, name, j, sep = "."), t = sprintf(form, year, number), v = values)
      }
    }
  }
}
write.csv(do.call(rbind, rows), commandArgs(TRUE)[1], row.names = FALSE, quote = FALSE)
