package dev.brownout.summary;

import java.util.EnumSet;
import java.util.Set;

/** Output formats of the parts of a result. A column, row or block lists the formats that contain it. */
public enum OutputFormat {
    /** Text of limited width. */
    TERMINAL,
    /** Page without space limits. */
    HTML,
    /** Comment on a pull request, or summary of a build. */
    MARKDOWN,
    /** Tables for programs: CSV and JSON. */
    DATA;

    /** Returns the given formats; all formats if none is given. */
    static Set<OutputFormat> some(OutputFormat... forms) {
        return forms.length == 0 ? EnumSet.allOf(OutputFormat.class) : EnumSet.of(forms[0], forms);
    }
}
