package dev.brownout.library;

import dev.brownout.language.layer.Library;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The scenarios that come with the program, by name. Those of a folder have its name and a slash before their own, as
 * in {@code ladder/01-one-box}; its beginning up to a dash is enough, as in {@code ladder/01}.
 */
public final class ShippedLibrary implements Library {
    /** The folder of scenarios that are steps of a course, each of them the one before and a change. */
    public static final String LADDER = "ladder";

    /** Names, titles and questions for people, in the order in which a newcomer should meet them. */
    public String listing() {
        return resource("index.txt").orElseThrow();
    }

    /** The same of the ladder, whose names are without their folder. */
    public String ladderListing() {
        return resource(LADDER + "/index.txt").orElseThrow();
    }

    /** The names of all scenarios, those of the ladder last, each in the order of its listing. */
    public List<String> names() {
        return Stream.concat(titles(listing()).map(ShippedLibrary::name), ladder().stream())
                .toList();
    }

    /** The names of the rungs of the ladder, from the first. */
    public List<String> ladder() {
        return titles(ladderListing()).map(line -> LADDER + "/" + name(line)).toList();
    }

    /** The whole name of the scenario that is meant by a name or by the beginning of one in a folder. */
    public Optional<String> find(String name) {
        List<String> all = names();
        if (all.contains(name)) {
            return Optional.of(name);
        }
        List<String> meant = all.stream()
                .filter(each -> name.contains("/") && each.startsWith(name + "-"))
                .toList();
        return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
    }

    @Override
    public Optional<String> text(String name) {
        return find(name).flatMap(whole -> resource(whole + ".yaml"));
    }

    private static Stream<String> titles(String listing) {
        return listing.lines().filter(line -> !line.startsWith(" "));
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    private static Optional<String> resource(String file) {
        try (InputStream stream = ShippedLibrary.class.getResourceAsStream(file)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
