package dev.brownout.translation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Texts by key, in the language of the current scope. The files
 * {@code dev/brownout/messages/SUBJECT_LANGUAGE.properties} have them, for example {@code chart_en.properties} the text
 * of {@code chart.per_hour}. A module adds a subject by its files alone. A text that a language lacks is in English.
 *
 * <p>A text has places for its arguments: <code>{0}</code> is the first one, and <code>{0?chart|charts}</code> is
 * {@code chart} if the first one is the number 1, true or a text that is not empty, else {@code charts}. Both sides may
 * have places. Numbers with a unit or more than three digits are formatted by the caller. A Korean particle after a
 * place has both of its forms, such as 을(를); {@link KoreanParticles} chooses.
 */
public final class Messages {
    private static final Map<String, Map<String, String>> FILES = new ConcurrentHashMap<>();

    private Messages() {}

    /**
     * Returns the text of a key in the language of the current scope.
     *
     * @throws IllegalArgumentException if the key has no English text
     */
    public static String text(String key, Object... arguments) {
        return text(LanguageScope.current(), key, arguments);
    }

    /**
     * Returns the text of a key in a language.
     *
     * @throws IllegalArgumentException if the key has no English text
     */
    public static String text(TextLanguage language, String key, Object... arguments) {
        String pattern = pattern(language, key);
        if (pattern == null) {
            pattern = pattern(TextLanguage.en, key);
        }
        if (pattern == null) {
            throw new IllegalArgumentException("no English text for the key " + key);
        }
        StringBuilder text = new StringBuilder();
        fill(pattern, arguments, text);
        return language == TextLanguage.ko ? KoreanParticles.chosen(text.toString()) : text.toString();
    }

    private static String pattern(TextLanguage language, String key) {
        int dot = key.indexOf('.');
        String file = key.substring(0, dot) + "_" + language.name() + ".properties";
        return FILES.computeIfAbsent(file, Messages::read).get(key.substring(dot + 1));
    }

    /**
     * Returns the texts of a file by key: a line for each, with a backslash before a blank at the start and in a line
     * break. {@link java.util.Properties} of a browser's class library knows no characters but those of Latin-1.
     */
    private static Map<String, String> read(String name) {
        Map<String, String> texts = new HashMap<>();
        try (InputStream file = Messages.class.getResourceAsStream("/dev/brownout/messages/" + name)) {
            if (file != null) {
                for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                    int equals = line.indexOf('=');
                    if (equals > 0) {
                        texts.put(
                                line.substring(0, equals),
                                line.substring(equals + 1).replace("\\n", "\n").replaceAll("\\\\(.)", "$1"));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return texts;
    }

    private static void fill(String pattern, Object[] arguments, StringBuilder text) {
        int from = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
            text.append(pattern, from, open);
            int close = end(pattern, open + 1, '}');
            Object argument = arguments[pattern.charAt(open + 1) - '0'];
            if (close == open + 2) {
                text.append(argument);
            } else {
                int bar = end(pattern, open + 3, '|');
                fill(
                        isOne(argument) ? pattern.substring(open + 3, bar) : pattern.substring(bar + 1, close),
                        arguments,
                        text);
            }
            from = close + 1;
        }
        text.append(pattern, from, pattern.length());
    }

    /** Returns the position of a character outside of inner places. */
    private static int end(String pattern, int from, char expected) {
        int depth = 0;
        for (int i = from; ; i++) {
            char c = pattern.charAt(i);
            if (depth == 0 && c == expected) {
                return i;
            }
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
    }

    private static boolean isOne(Object argument) {
        if (argument instanceof Number number) {
            return number.longValue() == 1;
        }
        return argument instanceof Boolean is ? is : !argument.toString().isEmpty();
    }
}
