package dev.brownout.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Options of a site.
 *
 * @param engine address of the static page of the engine, absolute or relative to the root of the site; empty if there
 *     is none
 * @param engineFolder folder of the static page of the engine, which is copied into the site; empty without a copy
 * @param base address of the site with a final slash, for the files that programs read; empty for relative links
 * @param charts whether the scenarios of the library are run to show their charts
 */
public record SiteOptions(Optional<String> engine, Optional<Path> engineFolder, String base, boolean charts) {
    /** Folder of the copied page of the engine, relative to the root of the site. */
    static final String ENGINE_COPY = "workbench";

    /** No engine, relative links and no charts. */
    public static final SiteOptions NONE = new SiteOptions(Optional.empty(), Optional.empty(), "", false);

    /** Files without which a folder is not that of a page of the engine. */
    private static final List<String> ENGINE_FILES = List.of("index.html", "embed.html", "engine.wasm");

    /** Returns these options with the address of the page of an engine. */
    public SiteOptions withEngine(String address) {
        return new SiteOptions(Optional.of(address), engineFolder, base, charts);
    }

    /** Returns these options with the folder of the page of an engine. */
    public SiteOptions withEngineFolder(Path folder) {
        return new SiteOptions(Optional.of(ENGINE_COPY), Optional.of(folder), base, charts);
    }

    /** Returns these options with the address of the site, with or without a final slash. */
    public SiteOptions withBase(String address) {
        String folder = address.isEmpty() || address.endsWith("/") ? address : address + "/";
        return new SiteOptions(engine, engineFolder, folder, charts);
    }

    /** Returns these options with charts. */
    public SiteOptions withCharts() {
        return new SiteOptions(engine, engineFolder, base, true);
    }

    /** Returns the missing files of the page of the engine, each with the command that builds it. */
    List<String> problems() {
        return engineFolder.stream()
                .flatMap(folder -> ENGINE_FILES.stream().map(folder::resolve))
                .filter(file -> !Files.isRegularFile(file))
                .map(file -> file + ": the file is missing; mvn -Pweb package builds the page of the engine in"
                        + " scenarios/web/target/site")
                .toList();
    }
}
