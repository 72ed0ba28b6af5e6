package dev.brownout.summary;

/** Sections of a report in their order. */
public enum ReportSection {
    /** Verdicts, and parts without a section of their own. */
    OVERVIEW("Overview"),
    /** Events of the run. */
    TIMELINE("Timeline"),
    /** Response times. */
    LATENCY("Latency"),
    /** Failed requests, with their causes. */
    ERRORS("Errors"),
    /** Lost, stale and duplicate data, replication. */
    DATA("Data loss"),
    /** Utilization, queues and caches of components. */
    RESOURCES("Resources"),
    /** Prices and revenue. */
    COST("Cost"),
    /** Analytical model, predictions and accounting checks. */
    MODEL("Model check"),
    /** Settings and source of the scenario. */
    SCENARIO("Scenario");

    private final String heading;

    ReportSection(String heading) {
        this.heading = heading;
    }

    /** Returns the English heading, which identifies the section. */
    public String heading() {
        return heading;
    }
}
