package dev.brownout.cli.log;

import java.lang.management.ManagementFactory;
import java.util.List;

/** Description of the Java runtime of this process: version, JIT compilers, class-data archive, limits. */
final class JavaDescription {
    private static final String STOP_AT_LEVEL = "-XX:TieredStopAtLevel=";
    private static final List<String> ARCHIVES = List.of("-XX:SharedArchiveFile=", "-XX:AOTCache=");

    private JavaDescription() {}

    /** Logs the description. */
    static void log() {
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        CommandLog.info(
                "Java {} of {} in {}",
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("java.home"));
        CommandLog.info("compilers: {}; class-data archive: {}", compilers(options), archive(options));
        Runtime runtime = Runtime.getRuntime();
        CommandLog.debug("{} cores, heap limit {} MB", runtime.availableProcessors(), runtime.maxMemory() / 1_000_000);
        CommandLog.debug("options of Java: {}", String.join(" ", options));
    }

    /** Returns the JIT compilers that the JVM options select; the last option applies. */
    static String compilers(List<String> options) {
        return last(options, STOP_AT_LEVEL).equals("1") ? "C1 alone" : "C1 and C2";
    }

    /** Returns the class-data archive that the JVM options select, and whether this process uses it. */
    private static String archive(List<String> options) {
        boolean used = System.getProperty("java.vm.info", "").contains("sharing");
        for (String option : ARCHIVES) {
            String file = last(options, option);
            if (!file.isEmpty()) {
                return file + (used ? "" : " (not used: it fits another jar or Java)");
            }
        }
        return used ? "archive of the JDK" : "none";
    }

    /** Returns the value of the last option that begins with a prefix; empty if there is none. */
    private static String last(List<String> options, String prefix) {
        String value = "";
        for (String option : options) {
            if (option.startsWith(prefix)) {
                value = option.substring(prefix.length());
            }
        }
        return value;
    }
}
