package dev.brownout.cli.text;

import dev.brownout.translation.TextLanguage;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Language of the messages of a command line, also of one that cannot be parsed. */
public final class CommandLanguage {
    private static final String OPTION = "--lang";

    private CommandLanguage() {}

    /** Returns the language that the option {@code --lang} names; English without it or with an unknown one. */
    public static TextLanguage language(List<String> arguments) {
        return Stream.of(TextLanguage.values())
                .filter(language -> arguments.contains(OPTION + "=" + language.name())
                        || Collections.indexOfSubList(arguments, List.of(OPTION, language.name())) >= 0)
                .findFirst()
                .orElse(TextLanguage.en);
    }
}
