package dev.brownout.reference;

/** What pages have in common; the chapters of the manual, in its order. */
public enum ManualChapter {
    /** Sections of a file. */
    SECTIONS("Sections of a scenario", "section of a scenario"),
    /** Kinds of components. */
    COMPONENTS("Kinds of components", "kind of component"),
    /** Policies around calls. */
    POLICIES("Policies", "policy"),
    /** Verbs of faults. */
    FAULTS("Faults", "fault"),
    /** Steps of a request's way. */
    STEPS("Steps", "step"),
    /** Laws of durations and sizes. */
    DISTRIBUTIONS("Distributions", "distribution"),
    /** Popularities of keys. */
    KEYS("Popularities of keys", "popularity of keys"),
    /** Loads. */
    LOADS("Loads", "load"),
    /** Defaults of products. */
    PROFILES("Profiles", "profile"),
    /** What can be measured. */
    METRICS("Metrics", "metric"),
    /** What names parts and measures, assertions, predictions and the windows they look at. */
    RELATIONS("Selectors, relations and windows", "part of a relation"),
    /** How amounts are written. */
    VALUES("Values and units", "value"),
    /** What people look up, whether or not scenarios have a word for it. */
    TERMS("Terms", "term of the field");

    private final String title;
    private final String one;

    ManualChapter(String title, String one) {
        this.title = title;
        this.one = one;
    }

    /** The chapter's title. */
    public String title() {
        return title;
    }

    /** What each of its pages is about. */
    public String one() {
        return one;
    }
}
