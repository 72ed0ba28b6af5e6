package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

/** Replacements in texts of tests that fail if there is nothing to replace. */
public final class TextEdit {
    private TextEdit() {}

    /**
     * Returns a text with each occurrence of some parts replaced, one part after the other. Fails if a part does not
     * occur.
     *
     * @param edits each part and its replacement
     */
    public static String replaceParts(String text, String... edits) {
        String result = text;
        for (int i = 0; i < edits.length; i += 2) {
            assertThat(result).contains(edits[i]);
            result = result.replace(edits[i], edits[i + 1]);
        }
        return result;
    }
}
