-- For wrk: asks for the addresses of the file MIX in turn, and tells what came of it as JSON.
local paths, turn = {}, 0
for line in io.lines(os.getenv("MIX")) do paths[#paths + 1] = line end
wrk.headers["Accept-Encoding"] = os.getenv("ACCEPT")

request = function()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end

done = function(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '\n{"seconds": %f, "requests": %d, "bytes": %d, "errors": %d, "usual": %f, "slow": %f}\n',
    summary.duration / 1e6, summary.requests, summary.bytes,
    e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
