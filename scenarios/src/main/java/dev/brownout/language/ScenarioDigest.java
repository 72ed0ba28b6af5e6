package dev.brownout.language;

import dev.brownout.language.overlay.Parameters;
import dev.brownout.language.parse.Sha256;
import dev.brownout.result.VariantResult.Setting;
import java.util.List;
import java.util.SortedMap;

/** Digest of a resolved scenario: equal for files with the same meaning. */
final class ScenarioDigest {
    private ScenarioDigest() {}

    /**
     * Returns the SHA-256 digest, in hexadecimal digits, of all settings of all variants, regardless of their origin,
     * and of the content of the files that they name. Parameters count only through the settings they affect.
     *
     * @param recorded the digests of the values in those files, by file name
     */
    static String digest(List<ScenarioFile.Variant> variants, SortedMap<String, String> recorded) {
        StringBuilder text = new StringBuilder();
        for (ScenarioFile.Variant variant : variants) {
            text.append("variant ").append(variant.name()).append('\n');
            variant.breaks().forEach(name -> text.append("breaks ").append(name).append('\n'));
            settings(variant)
                    .forEach(setting -> text.append(setting.path())
                            .append(": ")
                            .append(setting.value())
                            .append('\n'));
        }
        recorded.forEach((name, digest) ->
                text.append("file ").append(name).append(": ").append(digest).append('\n'));
        return Sha256.hex(text.toString());
    }

    /** Returns the settings of a variant without its parameters, its name and its expected violations. */
    static List<Setting> settings(ScenarioFile.Variant variant) {
        return variant.settings().stream()
                .filter(setting -> !setting.path().startsWith(Parameters.SECTION + "."))
                .toList();
    }
}
