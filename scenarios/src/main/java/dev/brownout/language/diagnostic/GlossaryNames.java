package dev.brownout.language.diagnostic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Terms of the glossary of the manual, by all of their names, with the words of the scenario language for each term.
 */
final class GlossaryNames {
    private static final String FILE = "/dev/brownout/reference/terms.yaml";

    /** A line with the name of a term, its other names, or its words. Lists are on one line. */
    private static final Pattern LINE =
            Pattern.compile("(?:\"?([^ \"#:][^\":]*)\"?:|  also: \\[(.*)]|  say: \\[(.*)])");

    /** Lazy holder of the file, which only a message about an unknown name reads. */
    private static final class Terms {
        static final Map<String, List<String>> WORDS_BY_NAME = read();
    }

    private GlossaryNames() {}

    /**
     * Returns whether a name is that of a term, ignoring case, hyphens and plural endings, and no known name differs
     * from it only in these.
     */
    static boolean isTerm(String written, Collection<String> known) {
        String plain = PlainWords.join(written);
        return Terms.WORDS_BY_NAME.containsKey(plain)
                && known.stream().noneMatch(name -> PlainWords.join(name).equals(plain));
    }

    /** Returns the first word for a term that is a known name; empty if the written name is no term. */
    static Optional<String> knownName(String written, Collection<String> known) {
        return Terms.WORDS_BY_NAME.getOrDefault(PlainWords.join(written), List.of()).stream()
                .filter(word -> known.contains(word) && isTerm(written, known))
                .findFirst();
    }

    private static Map<String, List<String>> read() {
        Map<String, List<String>> wordsByName = new LinkedHashMap<>();
        try (InputStream file = GlossaryNames.class.getResourceAsStream(FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            List<String> names = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher part = LINE.matcher(line);
                if (!part.matches()) {
                    continue;
                }
                if (part.group(1) != null) {
                    names = new ArrayList<>(List.of(part.group(1)));
                } else if (part.group(2) != null) {
                    names.addAll(List.of(part.group(2).split(", ")));
                } else {
                    List<String> words = Stream.of(part.group(3).split(", "))
                            .map(word -> word.replaceFirst(".*[.=]", ""))
                            .toList();
                    names.forEach(name -> wordsByName.put(PlainWords.join(name), words));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return wordsByName;
    }
}
