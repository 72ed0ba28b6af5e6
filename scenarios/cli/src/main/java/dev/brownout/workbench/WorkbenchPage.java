package dev.brownout.workbench;

import dev.brownout.library.ShippedLibrary.Entry;
import java.util.List;

/** Page of the workbench: an editor for a scenario beside the report of its run. */
final class WorkbenchPage {
    private WorkbenchPage() {}

    /** Returns the page with the initial scenario and a selection of all others. */
    static String of(InitialScenario opened, List<Entry> entries) {
        return Workbench.file("page.html")
                .replace("<!-- scenarios -->", scenarios(opened, entries))
                .replace("<!-- text -->", escaped(opened.text()));
    }

    private static String scenarios(InitialScenario opened, List<Entry> entries) {
        StringBuilder options = new StringBuilder();
        if (opened.file().isPresent()) {
            option(options, opened.name(), opened.name() + ".yaml", true);
        }
        String group = "";
        for (Entry entry : entries) {
            if (!entry.group().equals(group)) {
                options.append(group.isEmpty() ? "" : "</optgroup>");
                group = entry.group();
                options.append("<optgroup label=\"").append(escaped(group)).append("\">");
            }
            boolean first = opened.file().isEmpty() && entry.name().equals(opened.name());
            option(options, entry.name(), entry.name(), first);
        }
        return options.append("</optgroup>").toString();
    }

    private static void option(StringBuilder options, String value, String shown, boolean selected) {
        options.append("<option value=\"").append(escaped(value)).append('"');
        options.append(selected ? " selected>" : ">").append(escaped(shown)).append("</option>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
