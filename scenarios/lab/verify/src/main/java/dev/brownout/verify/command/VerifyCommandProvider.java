package dev.brownout.verify.command;

import dev.brownout.cli.CommandProvider;
import dev.brownout.cli.Terminal;
import java.util.Map;
import java.util.function.Function;

/** Provides the command {@code verify}. */
public final class VerifyCommandProvider implements CommandProvider {
    @Override
    public Map<String, Function<Terminal, Object>> commands() {
        return Map.of("verify", VerifyCommand::new);
    }
}
