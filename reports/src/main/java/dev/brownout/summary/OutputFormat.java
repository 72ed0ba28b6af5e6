package dev.brownout.summary;

import java.util.EnumSet;
import java.util.Set;

/** The forms in which the parts of a result are written; a column, a row or a block says in which of them it stands. */
public enum OutputFormat {
    /** Text in few columns. */
    TERMINAL,
    /** A page with room for everything. */
    HTML,
    /** A comment on a change, or the summary of a build. */
    MARKDOWN,
    /** Tables for programs: CSV and JSON. */
    DATA;

    /** Some forms; all of them where none is named. */
    static Set<OutputFormat> some(OutputFormat... forms) {
        return forms.length == 0 ? EnumSet.allOf(OutputFormat.class) : EnumSet.of(forms[0], forms);
    }
}
