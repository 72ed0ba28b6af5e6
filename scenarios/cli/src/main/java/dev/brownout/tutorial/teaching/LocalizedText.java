package dev.brownout.tutorial.teaching;

import dev.brownout.translation.TextLanguage;

/**
 * Text in the languages of the course.
 *
 * @param english the text in English
 * @param korean the text in Korean
 */
record LocalizedText(String english, String korean) {
    /** Returns the text in one language. */
    String textIn(TextLanguage language) {
        return switch (language) {
            case en -> english;
            case ko -> korean;
        };
    }
}
