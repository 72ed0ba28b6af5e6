package dev.brownout.importing.recognition;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.system.SystemDescription;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Importer of one format. The implementations are found by {@link ServiceLoader}. Of importers with equal evidence for
 * an input, the first in the service file is used.
 */
public interface Importer {
    /** Information that a format contains. Files of different content can complement each other. */
    enum Content {
        /** Components and their connections, without load and times. */
        TOPOLOGY,
        /** Policies of calls. */
        POLICIES,
        /** Requests with the times at the server. */
        REQUESTS,
        /** Requests of a load generator with the times at the client. */
        LOAD_TEST,
        /** Call trees with times. */
        TRACES
    }

    /**
     * Files and options of an import.
     *
     * @param sources files of the format
     * @param options values of the options by their names; an option that is not given is absent
     * @param complements files of other formats, by the commands of these formats
     */
    record Input(
            List<ImportSource> sources,
            Map<String, List<String>> options,
            Map<String, List<ImportSource>> complements) {
        /** Returns the values of an option; empty if it is not given. */
        public List<String> option(String name) {
            return options.getOrDefault(name, List.of());
        }
    }

    /** Returns the format and its command. */
    ImportFormat format();

    /** Returns the evidence that an input has the format. */
    Evidence recognize(InputHead head);

    /**
     * Reads files and describes the system. Equal bytes give an equal system on any machine.
     *
     * @throws ImportException if the files cannot be read, or do not describe a system
     */
    SystemDescription read(Input input) throws ImportException;

    /** Returns the commands of the formats that this importer can read together with its own. */
    default Set<String> complements() {
        return Set.of();
    }

    /** Returns a sentence on an input of no known format that is similar to this one; empty if it is not similar. */
    default String explain(InputHead unknown) {
        return "";
    }
}
