package dev.brownout.translation;

/** Texts of the tables and notes of a summary in English. */
record EnglishSummaryTexts() implements SummaryTexts {
    @Override
    public String facts(String available, String median) {
        return available + " available, p50 " + median;
    }

    @Override
    public String failedBriefly(String number, String causes) {
        return number + " failed" + (causes.isEmpty() ? "" : ": " + causes);
    }

    @Override
    public String otherCauses(int number) {
        return ", " + number + " other causes";
    }

    @Override
    public String losses(String text) {
        return "losses: " + text;
    }

    @Override
    public String degraded(String text) {
        return "degraded: " + text;
    }

    @Override
    public String inWarmup() {
        return " in the warm-up";
    }

    @Override
    public String andInWarmup(String number) {
        return " (and " + number + " in the warm-up)";
    }

    @Override
    public String warmup(String number) {
        return " (warm-up: " + number + ")";
    }

    @Override
    public String lossOf(String loss, String component) {
        return loss + " of " + component;
    }

    @Override
    public String loss(String number, String name, boolean one) {
        return number + " " + (one ? name.substring(0, name.length() - 1) : name);
    }

    @Override
    public String byVariant(String name, String values) {
        return name + ", by variant: " + values;
    }

    @Override
    public String differs(int number, String first) {
        return number + (number == 1 ? " differs from " : " differ from ") + first;
    }

    @Override
    public String settings(String name, int number) {
        return name + ": " + number + " settings";
    }

    @Override
    public String settingsLeft(String shown) {
        return "; " + shown + " shown, non-default values first; result.json has all";
    }

    @Override
    public String checks(String heading, String number) {
        return heading + ": " + number + ", each in result.json";
    }

    @Override
    public String valid(String scenario, int variants, boolean asExpected) {
        return scenario + ": valid, " + variants + (variants == 1 ? " variant" : " variants")
                + (asExpected ? ", all verdicts as expected" : "");
    }

    @Override
    public String passed(String passed, String all) {
        return passed + " of " + all + " passed";
    }

    @Override
    public String metricsOfSome(int components) {
        return "All metrics of " + components
                + " components: the busiest and those of the assertions and charts. result.json has the metrics of all"
                + " components.";
    }

    @Override
    public String inclWarmup() {
        return ", incl. warm-up";
    }

    @Override
    public String inRegion(String metric, String region) {
        return metric + " in " + region;
    }

    @Override
    public String highest(String metric) {
        return "highest " + metric;
    }

    @Override
    public String english(String text) {
        return text;
    }

    @Override
    public String failuresOf(String variants) {
        return "failures" + (variants.isEmpty() ? "" : " of " + variants);
    }

    @Override
    public String ofTotal(String part, String all, String suffix) {
        return part + " of " + all + suffix;
    }

    @Override
    public String acknowledged(String number, String lost) {
        return number + " writes acknowledged, " + lost + " of them lost";
    }

    @Override
    public String counted(String number, String noun) {
        return ", " + number + " " + noun;
    }

    @Override
    public String staleUpTo(String age) {
        return " (up to " + age + " old)";
    }

    @Override
    public String dualPrimaryFor(String time) {
        return ", dual primary for " + time;
    }

    @Override
    public String recoveryPoint(String fault, String time, String writes) {
        return ", RPO of " + fault + " " + time + " (" + writes + " writes)";
    }

    @Override
    public String notConfirmed(String variants, String warning) {
        return "not confirmed by the measurement" + variants + ": " + warning;
    }

    @Override
    public String prices(String title, String date) {
        return "Prices: " + title + ", " + date;
    }

    @Override
    public String perMillion(String prices) {
        return "Per million: requests of users. " + prices;
    }

    @Override
    public String perMillionSuccessful(String cost) {
        return cost + " per million successful requests";
    }

    @Override
    public String unanswered(String number) {
        return "Alerts count completed requests: without " + number + " requests that have no response";
    }

    @Override
    public String overdueMessages(String queue, String number) {
        return queue + ": " + number + " messages wait longer than usual, or in a longer queue than ever before";
    }

    @Override
    public String overdueRequests(String number, String all, String age) {
        return number + " of " + all + " without a response, the oldest for " + age;
    }

    @Override
    public String manyItems(String items, int busiest, int most) {
        return "Of " + items + ", charts show the " + busiest + " busiest and those in assertions, " + most
                + " at most. Request other charts under charts; series.csv has all values.";
    }

    @Override
    public String components(String number) {
        return number + " components";
    }

    @Override
    public String classes(String number) {
        return number + " classes of requests";
    }

    @Override
    public String joined(String first, String second) {
        return first + " and " + second;
    }

    @Override
    public String errorTime() {
        return "time with >\u00a01\u00a0% errors";
    }
}
