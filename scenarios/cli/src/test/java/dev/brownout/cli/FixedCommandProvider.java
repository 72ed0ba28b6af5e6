package dev.brownout.cli;

import java.util.Map;
import java.util.function.Function;

/** Provides the terminal in place of the command {@code mcp}. */
public final class FixedCommandProvider implements CommandProvider {
    @Override
    public Map<String, Function<Terminal, Object>> commands() {
        return Map.of("mcp", terminal -> terminal);
    }
}
