package dev.brownout.tutorial.teaching;

import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlResource;
import dev.brownout.tutorial.teaching.TeachingNotes.Experiment;
import dev.brownout.tutorial.teaching.TeachingNotes.PlanPoint;
import dev.brownout.tutorial.teaching.TeachingNotes.SheetQuestion;
import dev.brownout.tutorial.teaching.TeachingNotes.WrongGuess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Reads the teaching notes of a step from the files of the program. An error in them is an error of the program. */
final class TeachingNotesReader {
    private static final String EXTENSION = ".yaml";

    private final String file;

    private TeachingNotesReader(String file) {
        this.file = file;
    }

    /**
     * Returns the notes of a step.
     *
     * @param shortName name of the scenario without its folder
     * @throws IllegalStateException if there are no notes, or if they have an error
     */
    static TeachingNotes read(String shortName) {
        String file = shortName + EXTENSION;
        try (InputStream in = TeachingNotesReader.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there are no teaching notes " + file);
            }
            return new TeachingNotesReader(file).notes(YamlResource.entries(in, file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the notes of a file. */
    static TeachingNotes notes(String file, String text) {
        return new TeachingNotesReader(file).notes(YamlResource.entries(file, text));
    }

    private TeachingNotes notes(Entries all) {
        known(all, "answer_ko", "plan", "mistakes", "experiments", "questions");
        List<PlanPoint> plan = list(all, "plan", this::point);
        minutes(plan, PlanPoint::brief, TeachingNotes.SHORT_MINUTES);
        minutes(plan, PlanPoint::full, TeachingNotes.LONG_MINUTES);
        return new TeachingNotes(
                text(all, "answer_ko"),
                plan,
                list(all, "mistakes", this::mistake),
                list(all, "experiments", this::experiment),
                list(all, "questions", this::question));
    }

    private PlanPoint point(Entries map) {
        known(map, "minutes", "text", "run");
        List<String> minutes = texts(map, "minutes");
        if (minutes.size() != 2) {
            throw wrong(map, "'minutes' has the minutes of the short and of the long version");
        }
        return new PlanPoint(
                Integer.parseInt(minutes.get(0)),
                Integer.parseInt(minutes.get(1)),
                text(map, "text"),
                map.get("run") == null ? "" : text(map, "run"));
    }

    private void minutes(List<PlanPoint> plan, ToIntFunction<PlanPoint> version, int expected) {
        int sum = plan.stream().mapToInt(version).sum();
        if (sum != expected) {
            throw new IllegalStateException(
                    file + ": the points of a version take " + sum + " minutes instead of " + expected);
        }
    }

    private WrongGuess mistake(Entries map) {
        known(map, "en", "ko", "leads_to", "measured", "why", "why_ko");
        return new WrongGuess(
                localized(map, "en", "ko"),
                text(map, "leads_to"),
                text(map, "measured"),
                localized(map, "why", "why_ko"));
    }

    private Experiment experiment(Entries map) {
        known(map, "en", "ko", "variant", "set", "read");
        return new Experiment(localized(map, "en", "ko"), text(map, "variant"), texts(map, "set"), text(map, "read"));
    }

    private SheetQuestion question(Entries map) {
        known(map, "en", "ko", "answer");
        return new SheetQuestion(localized(map, "en", "ko"), text(map, "answer"));
    }

    private LocalizedText localized(Entries map, String english, String korean) {
        return new LocalizedText(text(map, english), text(map, korean));
    }

    private void known(Entries map, String... keys) {
        map.entries().keySet().stream()
                .filter(key -> !List.of(keys).contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw wrong(map, "unknown key '" + key + "'; expected one of " + List.of(keys));
                });
    }

    private String text(Entries map, String key) {
        if (map.get(key) instanceof Text text && !text.value().isBlank()) {
            return text.value();
        }
        throw wrong(map, "'" + key + "' is missing, or no text");
    }

    private List<String> texts(Entries map, String key) {
        return items(map, key).stream()
                .map(item -> {
                    if (item instanceof Text text) {
                        return text.value();
                    }
                    throw wrong(map, "'" + key + "' is a list of texts");
                })
                .toList();
    }

    private <T> List<T> list(Entries map, String key, Function<Entries, T> reader) {
        return items(map, key).stream()
                .map(item -> {
                    if (item instanceof Entries entries) {
                        return reader.apply(entries);
                    }
                    throw wrong(map, "'" + key + "' is a list of maps");
                })
                .toList();
    }

    private List<Node> items(Entries map, String key) {
        if (map.get(key) instanceof Items items && !items.items().isEmpty()) {
            return items.items();
        }
        throw wrong(map, "'" + key + "' is missing, or no list");
    }

    private IllegalStateException wrong(Entries map, String message) {
        return new IllegalStateException(file + ":" + map.location().line() + ": " + message);
    }
}
