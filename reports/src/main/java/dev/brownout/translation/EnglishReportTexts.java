package dev.brownout.translation;

/** Texts of the pages and the terminal outputs of a run in English. */
record EnglishReportTexts() implements ReportTexts {
    @Override
    public String sections() {
        return "Sections";
    }

    @Override
    public String chartWithoutData(String chart) {
        return "Requested chart without data: " + chart;
    }

    @Override
    public String unchanged(int variants) {
        return variants == 1 ? "Unchanged" : "Unchanged in all variants";
    }

    @Override
    public String onlyInReport() {
        return "Only in the report of the command brownout run";
    }

    @Override
    public String charts(String reason, int number) {
        return reason + ": " + number + (number == 1 ? " chart" : " charts");
    }

    @Override
    public String takeaway() {
        return "Takeaway";
    }

    @Override
    public String moreCharts(int number) {
        return number + (number == 1 ? " more chart" : " more charts");
    }

    @Override
    public String reproduce() {
        return "Reproduce: ";
    }

    @Override
    public String source() {
        return "Scenario source (YAML)";
    }

    @Override
    public String footer(String requests, String events, String time, String warmup, long seed) {
        return requests + " requests, " + events + " events · simulated time " + time + ", warm-up " + warmup
                + " · seed " + seed;
    }

    @Override
    public String rows(String subject, int number) {
        return subject + " (" + number + " rows)";
    }

    @Override
    public String more(int number) {
        return number + " more";
    }

    @Override
    public String moreEvents(int number) {
        return number + " more events";
    }

    @Override
    public String andMore(String number) {
        return " and " + number + " more";
    }

    @Override
    public String dotsAndMore(String number) {
        return "... and " + number + " more";
    }

    @Override
    public String timeline() {
        return "Timeline";
    }

    @Override
    public String event() {
        return "Event";
    }

    @Override
    public String time() {
        return "Time";
    }

    @Override
    public String assertions() {
        return "Assertions";
    }

    @Override
    public String assertion() {
        return "Assertion";
    }

    @Override
    public String measured() {
        return "Measured";
    }

    @Override
    public String availability() {
        return "Availability · failed requests";
    }

    @Override
    public String costPerHour() {
        return "Cost per hour";
    }

    @Override
    public String dataTable() {
        return "Data table";
    }

    @Override
    public String needsScript(String title, String slug) {
        return title + " (needs JavaScript; see " + slug + ".svg)";
    }

    @Override
    public String model(String warning) {
        return "Analytical model: " + warning;
    }

    @Override
    public String chart() {
        return "chart";
    }

    @Override
    public String noEvents() {
        return "No events.";
    }

    @Override
    public String requests(String number) {
        return number + " requests";
    }

    @Override
    public String why() {
        return "why";
    }

    @Override
    public String next() {
        return "next";
    }

    @Override
    public String warnings(int number, boolean more) {
        return number + (more ? " more" : "") + (number == 1 ? " warning" : " warnings") + ": --details";
    }

    @Override
    public String lesson(String lesson) {
        return "Lesson: " + lesson;
    }

    @Override
    public String options(boolean written) {
        return "more: --details" + (written ? "" : ", --out DIR");
    }

    @Override
    public String assertionColumn() {
        return "assertion";
    }

    @Override
    public String boundColumn() {
        return "bound";
    }

    @Override
    public String measuredColumn() {
        return "measured";
    }

    @Override
    public String events() {
        return "events";
    }

    @Override
    public String allVariants() {
        return "all variants";
    }

    @Override
    public String peak() {
        return "peak";
    }

    @Override
    public String lowest() {
        return "lowest";
    }

    @Override
    public String at(String value, String time) {
        return value + " at " + time;
    }

    @Override
    public String size(String requests, String events, int variants, boolean warmup) {
        return requests + " requests and " + events + " events simulated"
                + (variants == 1 ? "" : " in " + variants + " variants") + (warmup ? ", incl. warm-up" : "");
    }

    @Override
    public String wrote(String path) {
        return "wrote " + path;
    }

    @Override
    public String report() {
        return "report: ";
    }

    @Override
    public String chartFiles(String folder, long number) {
        return folder + " (" + number + (number == 1 ? " chart" : " charts") + ", as SVG and as PNG)";
    }

    @Override
    public String range(String from, String to, String words) {
        return from + " to " + to + " " + words;
    }

    @Override
    public String end(String words) {
        return "end: " + words;
    }

    @Override
    public String ofAll(String text, int some, int all) {
        return text + " (" + some + " of " + all + ")";
    }

    @Override
    public String firstAndMore(String first, int more) {
        return first + " and " + more + " more";
    }

    @Override
    public String and() {
        return " and ";
    }
}
