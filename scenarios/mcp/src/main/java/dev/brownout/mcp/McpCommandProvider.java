package dev.brownout.mcp;

import dev.brownout.cli.CommandProvider;
import dev.brownout.cli.Terminal;
import java.util.Map;
import java.util.function.Function;

/** Provides the command {@code mcp}. */
public final class McpCommandProvider implements CommandProvider {
    @Override
    public Map<String, Function<Terminal, Object>> commands() {
        return Map.of("mcp", McpCommand::new);
    }
}
