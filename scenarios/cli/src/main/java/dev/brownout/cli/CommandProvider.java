package dev.brownout.cli;

import java.util.Map;
import java.util.function.Function;

/** Commands of a separate jar. {@link SeparateCommand} finds the providers as services. */
public interface CommandProvider {
    /** Returns the commands by name, each with the function that creates it with its options for a terminal. */
    Map<String, Function<Terminal, Object>> commands();
}
