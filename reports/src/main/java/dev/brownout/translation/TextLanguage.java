package dev.brownout.translation;

/**
 * Language of the texts of commands, reports and pages. Numbers, units, settings, metrics and names in scenarios are
 * the same in each language. The name of a constant is the tag of the language in HTML (BCP 47).
 */
public enum TextLanguage {
    /** English. */
    en,
    /** Korean. */
    ko;

    /** Returns the option of a command that prints in this language, after a blank; empty for English, its default. */
    public String option() {
        return this == en ? "" : " --lang " + this;
    }
}
