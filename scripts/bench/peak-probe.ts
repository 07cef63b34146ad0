// Loaded before a measured command: says at its end how much memory it held at most (maxRSS is in kilobytes).
process.on('exit', () => {
  process.stderr.write(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
});
