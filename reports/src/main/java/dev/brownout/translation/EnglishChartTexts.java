package dev.brownout.translation;

/** Texts of charts: titles, axes, legends and labels in English. */
record EnglishChartTexts() implements ChartTexts {
    @Override
    public String errorRate(String owner) {
        return (owner.isEmpty() ? "Error" : owner + " error") + " rate above 1 %";
    }

    @Override
    public String from(String at) {
        return " from " + at;
    }

    @Override
    public String firstAt(String at) {
        return ", first at " + at;
    }

    @Override
    public String at(String time) {
        return " at " + time;
    }

    @Override
    public String of(String all) {
        return " of " + all;
    }

    @Override
    public String mostly(String cause) {
        return ", mostly " + cause;
    }

    @Override
    public String completeBy() {
        return "complete by";
    }

    @Override
    public String atTheEnd() {
        return " at the end";
    }

    @Override
    public String gap(String time) {
        return " (" + time + " without primary)";
    }

    @Override
    public String withoutPrimary(String owner) {
        return owner + " without primary";
    }

    @Override
    public String promotions(String owner) {
        return owner + " promotions";
    }

    @Override
    public String noPrimary() {
        return "no primary";
    }

    @Override
    public String noPromotion() {
        return "no promotion";
    }

    @Override
    public String promotedAt(String node, String at) {
        return node + " promoted at " + at;
    }

    @Override
    public String noResponses(String owner) {
        return "No " + owner + " responses";
    }

    @Override
    public String allRequests() {
        return "all requests";
    }

    @Override
    public String latency(String owner) {
        return owner + " latency";
    }

    @Override
    public String covered(String share) {
        return " (successful requests, " + share + ")";
    }

    @Override
    public String maximum() {
        return "max";
    }

    @Override
    public String minimum() {
        return "min";
    }

    @Override
    public String largestDifference(String at) {
        return "; largest difference at " + at;
    }

    @Override
    public String someVariants(int some, int all) {
        return " (" + some + " of " + all + " variants)";
    }

    @Override
    public String to() {
        return " to ";
    }

    @Override
    public String allVariants(int number) {
        return "all " + number + " variants";
    }

    @Override
    public String ofVariants(int some, int all) {
        return some + " of " + all + " variants";
    }

    @Override
    public String others(int number) {
        return number + " others";
    }

    @Override
    public String firstAndOthers(String first, int others) {
        return first + " and " + others + " others";
    }

    @Override
    public String variants(int number) {
        return number + " variants";
    }

    @Override
    public String inAllVariants(int number) {
        return number == 2 ? " in both variants" : " in all " + number + " variants";
    }

    @Override
    public String overNodes() {
        return "maximum over nodes";
    }

    @Override
    public String perSecond() {
        return " per second";
    }

    @Override
    public String per(String interval) {
        return " per " + interval;
    }

    @Override
    public String perHour() {
        return " per hour";
    }

    @Override
    public String perDay() {
        return " per day";
    }

    @Override
    public String samples(String least) {
        return " (≥ " + least + " samples)";
    }

    @Override
    public String maximumBelow(String least) {
        return " (max if < " + least + " samples)";
    }

    @Override
    public String errorBudget(String name) {
        return "Error budget of '" + name + "' used: ";
    }

    @Override
    public String exhausted(String at) {
        return ", exhausted at " + at;
    }

    @Override
    public String usedBudget() {
        return "used share of the error budget";
    }

    @Override
    public String successful(String share) {
        return ", " + share + " successful";
    }

    @Override
    public String percentiles() {
        return "percentile of successful requests";
    }

    @Override
    public String latencyOf(String request) {
        return "latency of " + request;
    }

    @Override
    public String percentile(String request, String median, String name, String value) {
        return request + " latency: p50 " + median + ", " + name + " " + value;
    }

    @Override
    public String failedRequests(String request) {
        return "Failed requests of " + request;
    }

    @Override
    public String primary(String component) {
        return "Primary of " + component;
    }

    @Override
    public String pausedNodes() {
        return "waiting for paused nodes";
    }

    @Override
    public String responsesByLatency(String unit) {
        return "responses per " + unit + " by latency · ";
    }

    @Override
    public String eachNode(String metric) {
        return metric + " of each node (white: no node) · ";
    }

    @Override
    public String slowShare(String share, String request, String limit) {
        return share + " of " + request + " responses slower than " + limit;
    }

    @Override
    public String upTo(String text) {
        return "up to " + text;
    }

    @Override
    public String busiestMember(String name, String share) {
        return "busiest: " + name + " " + share;
    }

    @Override
    public String fullestMember(String name, String share) {
        return "fullest: " + name + " " + share;
    }

    @Override
    public String causeAt(String cause, String place) {
        return cause + " at " + place;
    }

    @Override
    public String simulatedTime() {
        return "simulated time (min:s)";
    }

    @Override
    public String longTime() {
        return "simulated time";
    }

    @Override
    public String warmup() {
        return "warm-up (not counted)";
    }

    @Override
    public String shaded() {
        return "shaded: error rate > 1 %";
    }

    @Override
    public String last(String at) {
        return " (last: " + at + ")";
    }

    @Override
    public String metric(String noun, String preposition, String owner) {
        return Phrases.begun(noun) + preposition + owner;
    }

    @Override
    public String byNode() {
        return " by node";
    }

    @Override
    public String byPart(String part) {
        return " by " + part;
    }

    @Override
    public String oneByOne() {
        return " one by one";
    }

    @Override
    public String attempts() {
        return "attempts (with retries)";
    }

    @Override
    public String requests() {
        return "requests";
    }

    @Override
    public String otherFailures() {
        return "other failures";
    }
}
