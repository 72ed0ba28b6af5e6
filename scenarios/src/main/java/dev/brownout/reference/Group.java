package dev.brownout.reference;

/** What pages have in common; the chapters of the manual, in its order. */
public enum Group {
    /** Sections of a file. */
    SECTIONS("Sections of a scenario"),
    /** Kinds of components. */
    COMPONENTS("Kinds of components"),
    /** Policies around calls. */
    POLICIES("Policies"),
    /** Verbs of faults. */
    FAULTS("Faults"),
    /** Steps of a request's way. */
    STEPS("Steps"),
    /** Laws of durations and sizes. */
    DISTRIBUTIONS("Distributions"),
    /** Popularities of keys. */
    KEYS("Popularities of keys"),
    /** Loads. */
    LOADS("Loads"),
    /** What can be measured. */
    METRICS("Metrics"),
    /** Assertions, predictions and the windows they look at. */
    RELATIONS("Relations and windows"),
    /** How amounts are written. */
    VALUES("Values and units");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    /** The chapter's title. */
    public String title() {
        return title;
    }
}
