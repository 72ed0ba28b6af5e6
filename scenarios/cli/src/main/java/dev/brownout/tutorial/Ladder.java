package dev.brownout.tutorial;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rungs of the ladder that the library holds, read when they are asked for. */
public final class Ladder {
    private final ShippedLibrary library = new ShippedLibrary();
    private final List<String> names = library.ladder();

    /**
     * A rung: one scenario of the ladder.
     *
     * @param number its number, from 1
     * @param name its name in the library
     * @param file what it says
     * @param before the rung before it; empty for the first
     */
    public record Rung(int number, String name, ScenarioFile file, Optional<ScenarioFile> before) {
        /** What its plan is, a line for each part of it. */
        public List<String> plan() {
            return RungDifference.lines(file.variants().get(0));
        }

        /** What its plan has that the one of the rung before had not, a line each; none for the first. */
        public List<String> news() {
            return before.map(earlier -> RungDifference.lines(
                            earlier.variants().get(0), file.variants().get(0)))
                    .orElse(List.of());
        }

        /** Its name without the folder. */
        public String shortName() {
            return name.substring(name.indexOf('/') + 1);
        }
    }

    /** The numbers of all rungs in the library, from the first. */
    public List<Integer> numbers() {
        return names.stream().map(Ladder::number).toList();
    }

    /** The number of the topmost rung. */
    public int last() {
        return number(names.get(names.size() - 1));
    }

    /**
     * The number of the rung that is meant by its number, its name or the beginning of it; empty where there is none.
     */
    public Optional<Integer> find(String typed) {
        String plain = typed.replaceFirst("^" + ShippedLibrary.LADDER + "/", "");
        boolean digits = plain.matches("[0-9]{1,3}");
        for (String name : names) {
            boolean meant = digits
                    ? number(name) == Integer.parseInt(plain)
                    : library.find(ShippedLibrary.LADDER + "/" + plain).equals(Optional.of(name));
            if (meant) {
                return Optional.of(number(name));
            }
        }
        return Optional.empty();
    }

    /** The rung after one; empty at the top. */
    public Optional<Rung> after(Rung rung) {
        int at = names.indexOf(rung.name());
        return at + 1 < names.size() ? Optional.of(at(at + 1)) : Optional.empty();
    }

    /** The rung of a number that {@link #find} gave. */
    public Rung rung(int number) {
        return at(numbers().indexOf(number));
    }

    /** All rungs. */
    public List<Rung> rungs() {
        List<Rung> rungs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            rungs.add(at(i));
        }
        return rungs;
    }

    private Rung at(int position) {
        String name = names.get(position);
        Optional<ScenarioFile> before = position == 0 ? Optional.empty() : Optional.of(read(names.get(position - 1)));
        return new Rung(number(name), name, read(name), before);
    }

    private ScenarioFile read(String name) {
        try {
            return new Loader(library).load(name, library.text(name).orElseThrow(), Overrides.NONE);
        } catch (InvalidScenarioException wrong) {
            throw new IllegalStateException(wrong.render(), wrong);
        }
    }

    private static int number(String name) {
        int slash = name.indexOf('/');
        return Integer.parseInt(name.substring(slash + 1, name.indexOf('-', slash)));
    }
}
