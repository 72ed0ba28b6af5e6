package dev.brownout.language;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file, such as a section: what the reader takes and the manual says.
 *
 * @param name its name
 * @param sentence what it means
 * @param example how it is written
 * @param arguments the keys that stand in it; empty where the example says all
 */
public record Form(String name, String sentence, String example, List<Argument> arguments) {
    /** Takes the list as it is now. */
    public Form {
        arguments = List.copyOf(arguments);
    }

    /**
     * A value under a key.
     *
     * @param name its name
     * @param what what is written there, such as a rate
     * @param sentence what it means
     */
    public record Argument(String name, String what, String sentence) {}

    static Form of(String name, String sentence, String example) {
        return new Form(name, sentence, example, List.of());
    }

    Form with(String argument, String what, String meaning) {
        List<Argument> more = new ArrayList<>(arguments);
        more.add(new Argument(argument, what, meaning));
        return new Form(name, sentence, example, more);
    }
}
