package dev.brownout.site;

import dev.brownout.io.FileError;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.tutorial.Ladder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes the documentation as a static site. Equal pages give equal bytes. All links are relative, so that the site
 * works from a folder, below any address, and without a network.
 */
public final class SiteWriter {
    private static final int BAD_INPUT = 2;
    private static final String USAGE =
            "usage: SiteWriter DOCS OUT [--generated] [--engine URL | --engine-folder FOLDER] [--base URL] [--charts]";
    private static final String LIST = "llms.txt";
    private static final String ICON = "scenarios/src/main/resources/dev/brownout/page/site/icon.svg";

    private final Path docs;
    private final SiteOptions options;
    private final GeneratedPages generated;

    /**
     * Creates a writer.
     *
     * @param docs folder of the pages, in the root of the repository
     * @param generated further pages
     */
    SiteWriter(Path docs, SiteOptions options, GeneratedPages generated) {
        this.docs = docs;
        this.options = options;
        this.generated = generated;
    }

    /**
     * Writes a site, and ends with code 2 if the pages have an error.
     *
     * @param args the folder of the pages and the folder of the site, which is empty or has an earlier site;
     *     {@code --generated} adds the generated pages; {@code --engine URL}, {@code --engine-folder FOLDER},
     *     {@code --base URL} and {@code --charts} as in {@link SiteOptions}
     */
    public static void main(String[] args) {
        int code = run(List.of(args), System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(List<String> args, PrintStream errors) {
        List<String> folders = new ArrayList<>();
        SiteOptions options = SiteOptions.NONE;
        boolean generated = false;
        for (int i = 0; i < args.size(); i++) {
            String word = args.get(i);
            boolean valued = i + 1 < args.size();
            if (word.equals("--generated")) {
                generated = true;
            } else if (word.equals("--charts")) {
                options = options.withCharts();
            } else if (word.equals("--engine") && valued) {
                options = options.withEngine(args.get(++i));
            } else if (word.equals("--engine-folder") && valued) {
                options = options.withEngineFolder(Path.of(args.get(++i)));
            } else if (word.equals("--base") && valued) {
                options = options.withBase(args.get(++i));
            } else {
                folders.add(word);
            }
        }
        if (folders.size() != 2 || folders.stream().anyMatch(folder -> folder.startsWith("-"))) {
            errors.println(USAGE);
            return BAD_INPUT;
        }
        Path out = Path.of(folders.get(1));
        try {
            Path docs = Path.of(folders.get(0));
            GeneratedPages pages = generated ? GeneratedPages.of(docs, new Ladder().numbers()) : GeneratedPages.NONE;
            new SiteWriter(docs, options, pages).write(out);
            return 0;
        } catch (InvalidSiteException invalid) {
            errors.println(invalid.getMessage());
        } catch (IOException failed) {
            errors.println(FileError.unwritable(out, failed));
        }
        return BAD_INPUT;
    }

    /**
     * Writes the site into a folder, which is empty or has an earlier site.
     *
     * @throws InvalidSiteException if the map, a page or a link is invalid, or the folder has other files
     * @throws IOException if a file cannot be read or written
     */
    public void write(Path out) throws IOException, InvalidSiteException {
        Map<String, byte[]> files = files();
        clear(out);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = out.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** Removes an earlier site, and no other files. */
    private static void clear(Path out) throws IOException, InvalidSiteException {
        if (!Files.isDirectory(out)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(out)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        if (files.size() > 1 && !Files.exists(out.resolve(LIST))) {
            throw new InvalidSiteException(
                    List.of(out + ": the folder has other files than a site; name an empty folder"));
        }
        for (Path file : files) {
            if (!file.equals(out)) {
                Files.delete(file);
            }
        }
    }

    /**
     * Returns the files of the site by their paths.
     *
     * @throws InvalidSiteException if the map, a page or a link is invalid
     * @throws IOException if a file cannot be read
     */
    Map<String, byte[]> files() throws IOException, InvalidSiteException {
        if (!options.problems().isEmpty()) {
            throw new InvalidSiteException(options.problems());
        }
        SiteMap map = SiteMap.of(docs, generated.texts().keySet());
        PageDirectives directives =
                new PageDirectives(docs, options.charts() ? ScenarioCharts.of(new ShippedLibrary().names()) : Map.of());
        SitePages pages = SitePages.read(docs, map, generated, directives);
        Map<String, byte[]> pictures = new TreeMap<>(directives.pictures());
        pictures.putAll(generated.pictures());
        PageLinks links = new PageLinks(docs, pages, pictures.keySet());
        Map<String, String> texts = new LinkedHashMap<>();
        pages.all().forEach((path, page) -> texts.put(path, links.resolve(page)));
        if (!links.problems().isEmpty()) {
            throw new InvalidSiteException(links.problems());
        }
        Map<String, byte[]> files = new TreeMap<>(pictures);
        for (Map.Entry<String, Path> copy : links.copies().entrySet()) {
            files.put(copy.getKey(), Files.readAllBytes(copy.getValue()));
        }
        texts.forEach((path, text) -> addText(files, path, text));
        pages(pages, links, files);
        LlmsText programs = new LlmsText(pages.map(), pages.all(), options.base());
        addText(files, LIST, programs.index());
        addText(files, "llms-full.txt", programs.fullText(texts));
        for (String asset : PageTemplate.ASSETS) {
            files.put("assets/" + asset, resource(asset));
        }
        files.put("assets/icon.svg", Files.readAllBytes(links.repository().resolve(ICON)));
        if (options.engineFolder().isPresent()) {
            copyEngine(options.engineFolder().get(), files);
        }
        return files;
    }

    private static void copyEngine(Path folder, Map<String, byte[]> files) throws IOException {
        List<Path> members;
        try (Stream<Path> all = Files.walk(folder)) {
            members = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : members) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            files.put(SiteOptions.ENGINE_COPY + "/" + path, Files.readAllBytes(file));
        }
    }

    private void pages(SitePages pages, PageLinks links, Map<String, byte[]> files) {
        PageTemplate template = new PageTemplate(pages.map(), pages.all());
        ArticleRenderer renderer = new ArticleRenderer(new ScenarioLinks(links.library()), options.engine());
        SearchIndex index = new SearchIndex();
        for (DocumentPage page : pages.all().values()) {
            index.add(page, template.place(page), pages.map().questions().getOrDefault(page.path(), List.of()));
            addText(files, page.html(), template.page(page, renderer.html(page)));
        }
        addText(files, "contents.html", template.contents("contents.html"));
        addText(files, "404.html", template.missing("404.html", options.base()));
        addText(files, "assets/search-index.js", index.script());
    }

    private static void addText(Map<String, byte[]> files, String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = SiteWriter.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }
}
