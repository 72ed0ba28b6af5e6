package dev.brownout.importing.config;

import java.util.List;

/** Report on the fate of each setting in configuration files. */
public interface ConfigurationReport {
    /** Returns the names of the files. */
    List<String> names();

    /** Returns the settings that are left out or irrelevant, with their reasons. */
    List<String> leftOut();

    /** Returns a summary of the settings and their fates as lines for display. */
    List<String> summary();
}
