package dev.brownout.importing.command;

import dev.brownout.cli.CommandProvider;
import dev.brownout.cli.Terminal;
import java.util.Map;
import java.util.function.Function;

/** Provides the commands {@code import} and {@code calibrate}. */
public final class ImportCommandProvider implements CommandProvider {
    @Override
    public Map<String, Function<Terminal, Object>> commands() {
        return Map.of("import", ImportCommand::new, "calibrate", CalibrateCommand::new);
    }
}
