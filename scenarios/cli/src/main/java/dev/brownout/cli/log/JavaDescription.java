package dev.brownout.cli.log;

import java.lang.management.ManagementFactory;
import java.util.List;

/** Description of the Java runtime of this process: version, class-data archive, limits, options. */
final class JavaDescription {
    private static final String ARCHIVE = "-XX:SharedArchiveFile=";

    private JavaDescription() {}

    /** Logs the description. */
    static void log() {
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        CommandLog.info(
                "Java {} of {} in {}",
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("java.home"));
        CommandLog.info("class-data archive: {}", archive(options));
        Runtime runtime = Runtime.getRuntime();
        CommandLog.debug("{} cores, heap limit {} MB", runtime.availableProcessors(), runtime.maxMemory() / 1_000_000);
        CommandLog.debug("options of Java: {}", String.join(" ", options));
    }

    /** Returns the class-data archive that the last such JVM option selects, and whether this process uses it. */
    private static String archive(List<String> options) {
        boolean used = System.getProperty("java.vm.info", "").contains("sharing");
        String file =
                options.stream().filter(option -> option.startsWith(ARCHIVE)).reduce("", (first, second) -> second);
        if (file.isEmpty()) {
            return used ? "archive of the JDK" : "none";
        }
        return file.substring(ARCHIVE.length()) + (used ? "" : " (not used: it fits another jar or Java)");
    }
}
