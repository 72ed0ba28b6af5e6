package dev.brownout.importing.loadtest;

/** Points of {@code http_req_duration} of k6 (documentation, "Built-in metrics"), in JSON and in CSV. */
final class K6Points {
    private static final double MICROS_PER_MILLI = 1e3;

    private K6Points() {}

    /**
     * Returns the request of a point. The time of a point is that of the end of the response
     * (go.k6.io/k6/lib/netext/httpext: the samples of a request have the end time of its trail). The name is the URL
     * unless the script sets it.
     */
    static LoadTestRequest request(String result, String millis, String method, String url, String name, int status) {
        long elapsed = Math.round(ResultTimes.number(millis) * MICROS_PER_MILLI);
        boolean named = !name.isEmpty() && !name.equals(url) && name.indexOf("://") < 0;
        return new LoadTestRequest(
                ResultTimes.micros(result) - elapsed,
                method,
                url.isEmpty() ? name : url,
                named ? method + " " + name : "",
                status,
                -1,
                elapsed);
    }
}
