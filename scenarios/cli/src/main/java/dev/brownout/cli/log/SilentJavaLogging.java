package dev.brownout.cli.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/** Configuration of {@code java.util.logging} without output. Java creates it when a library first logs. */
public final class SilentJavaLogging {
    /** Configures {@code java.util.logging}. */
    public SilentJavaLogging() throws IOException {
        byte[] settings = ".level=OFF\n".getBytes(StandardCharsets.UTF_8);
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(settings));
    }
}
