package dev.brownout.site;

import dev.brownout.library.ShippedLibrary;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Pages of the scenarios of the library, by the paths of the scenarios in the repository. */
final class LibraryLinks {
    /** Folders of the pages of the library and of the course, relative to the folder of all pages. */
    private static final String FOLDER = "library/";

    private static final String COURSE = "course/";
    private static final String LADDER = ShippedLibrary.LADDER + "/";

    private static final String LIBRARY = "scenarios/library/";
    private static final String SCENARIO = ".yaml";
    private static final String INDEX = "README.md";

    private final Set<String> pages;
    private final Map<String, String> names = new TreeMap<>();

    /**
     * Creates the links.
     *
     * @param pages paths of all pages of the site
     */
    LibraryLinks(Set<String> pages) {
        this.pages = pages;
        ShippedLibrary library = new ShippedLibrary();
        library.names().forEach(name -> names.put(library.text(name).orElseThrow(), name));
    }

    /** Returns the page of a scenario, of a theme or of the library; empty for another path or without such a page. */
    Optional<String> page(String path) {
        if (!path.startsWith(LIBRARY)) {
            return Optional.empty();
        }
        String inner = path.substring(LIBRARY.length());
        if (inner.equals(LADDER + INDEX)) {
            return Optional.of("course.md").filter(pages::contains);
        }
        String place = inner.startsWith(LADDER) ? COURSE + inner.substring(LADDER.length()) : FOLDER + inner;
        String page = place.endsWith(SCENARIO) ? place.substring(0, place.length() - SCENARIO.length()) + ".md" : place;
        return Optional.of(page)
                .filter(pages::contains)
                .or(() -> Optional.of(page + "/" + INDEX).filter(pages::contains));
    }

    /** Returns the name of the scenario of the library with a text; empty if there is none. */
    Optional<String> name(String text) {
        return Optional.ofNullable(names.get(text));
    }
}
