package dev.brownout.reference;

/** The chapters of the manual, in their order. */
public enum ManualChapter {
    /** Sections of a file. */
    SECTIONS("Sections of a scenario", "section of a scenario"),
    /** Kinds of components. */
    COMPONENTS("Kinds of components", "kind of component"),
    /** Policies around calls. */
    POLICIES("Policies", "policy"),
    /** Verbs of faults. */
    FAULTS("Faults", "fault"),
    /** Steps of a request's route. */
    STEPS("Steps", "step"),
    /** Distributions of durations and sizes. */
    DISTRIBUTIONS("Distributions", "distribution"),
    /** Key distributions. */
    KEYS("Key distributions", "key distribution"),
    /** Loads. */
    LOADS("Loads", "load"),
    /** Defaults of products. */
    PROFILES("Profiles", "profile"),
    /** Metrics. */
    METRICS("Metrics", "metric"),
    /** Selectors, metrics, assertions, predictions and their time windows. */
    RELATIONS("Selectors, relations and windows", "part of a relation"),
    /** Syntax of amounts. */
    VALUES("Values and units", "value"),
    /** Glossary of terms of the field, including terms without a word in the scenario language. */
    TERMS("Terms", "glossary term");

    private final String title;
    private final String one;

    ManualChapter(String title, String one) {
        this.title = title;
        this.one = one;
    }

    /** Returns the title of the chapter. */
    public String title() {
        return title;
    }

    /** Returns the noun for the subject of one of its pages. */
    public String one() {
        return one;
    }
}
