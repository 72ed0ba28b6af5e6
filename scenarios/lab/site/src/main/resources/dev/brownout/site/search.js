// Ranks the entries of the index for a query. It has no access to the page. It is ECMAScript 5, which the interpreter of
// the tests and each browser run.
(function (global) {
  "use strict";
  var TITLE = 0;
  var KIND = 2;
  var PLACE = 3;
  var TEXT = 4;
  var SYNONYMS = 5;
  var WORDS = 6;

  // Points for a word by the field of the entry that has it.
  var POINTS = [];
  POINTS[TITLE] = 10;
  POINTS[SYNONYMS] = 8;
  POINTS[PLACE] = 4;
  POINTS[TEXT] = 4;
  POINTS[WORDS] = 2;
  // Points for a word by the title of the page of a heading, which is a result of its own.
  var PAGE_OF_HEADING = 1;
  // Share of the points for a word that only begins with a word of the query.
  var PREFIX = 0.6;
  var SHORTEST_PREFIX = 4;

  // A word with these points or more counts as a whole word in the share of the query that an entry covers.
  var FULL = 4;
  var LEAST_COVERAGE = 0.25;

  // Extra points of a name that is the query: with the same forms of its words, the same stems, the same stems in another
  // order, or with more words.
  var SAME_FORMS = 200;
  var SAME_STEMS = 100;
  var SAME_SET = 70;
  var CONTAINS = 40;
  // Extra points of a title that is the query as it was typed, such as hit_ratio.
  var TYPED = 40;
  // Share of the extra points for a name that consists of the names of a page and of its part.
  var WITH_PAGE = 0.9;

  // Words of questions that say nothing about the topic.
  var IGNORED = set("a about an and any are as at be been by can could did do does for from get given had has have how i if in into"
    + " is it its me my of on or our should so than that the their them then there they this to too use was we what when where"
    + " which who why will with would you your brownout");

  // Kinds of entries, those with names of the language first: the order of entries with equal names.
  var KINDS = ["command", "kind", "policy", "fault", "step", "section", "profile", "load", "distribution", "key distribution",
    "exit code", "term", "guide", "metric", "setting", "option", "argument", "page", "metrics", "scenario", "heading", "terms",
    "name", "evidence", "decision", "project"];
  var KIND_STEP = 0.2;

  // Factor of the points of an entry by its kind. Headings and names of tables are parts of pages that are better results.
  var FACTORS = {guide: 1.5, page: 1.2, terms: 0.3, heading: 0.8, name: 0.7, option: 0.8, argument: 0.8, evidence: 0.8, decision: 0.6,
    project: 0.6};

  function set(words) {
    var all = Object.create(null);
    words.split(" ").forEach(function (word) {
      all[word] = true;
    });
    return all;
  }

  function endsWith(word, end) {
    return word.length > end.length && word.slice(-end.length) === end;
  }

  // Forms of a word such as "retries" and "retry", "caching" and "cache" have the same stem.
  var stems = Object.create(null);
  function stem(word) {
    if (!stems[word]) {
      stems[word] = stemmed(word);
    }
    return stems[word];
  }

  function stemmed(word) {
    if (word.length > 4 && (endsWith(word, "ies") || endsWith(word, "ied"))) {
      return word.slice(0, -3) + "y";
    }
    var singular = word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word;
    var base = singular.length > 5 ? singular.replace(/(ing|([^e])ed)$/, "$2") : singular;
    var single = base === singular ? base : base.replace(/([bdgmnprt])\1$/, "$1");
    return single.length > 3 && endsWith(single, "e") ? single.slice(0, -1) : single;
  }

  // Words in lower case. The dot of a number such as p99.9 is a part of it, that of a path such as pool.size is not.
  function words(text) {
    return text.toLowerCase().replace(/[^a-z0-9.%+\u00c0-\uffff]+/g, " ").replace(/\.(?![0-9])/g, " ").split(" ")
      .filter(function (word) {
        return word !== "" && word !== ".";
      });
  }

  function isKept(word) {
    return !IGNORED[word];
  }

  // Words without those that say nothing, unless there are no others.
  function content(text) {
    var all = words(text);
    var kept = all.filter(isKept);
    return (kept.length > 0 ? kept : all).map(stem);
  }

  function name(text, share) {
    var list = content(text);
    return {
      forms: words(text).join(" "),
      stems: list.join(" "),
      set: list.slice().sort().join(" "),
      list: list,
      share: share
    };
  }

  // The title of an entry; that of a command without the name of the program.
  function titleOf(entry) {
    return entry[TITLE].replace(/^brownout (?=.)/, "");
  }

  // The names of an entry: its title, its synonyms, and its title with the name of its page.
  function names(entry) {
    var title = titleOf(entry);
    return [title].concat(entry[SYNONYMS] === "" ? [] : entry[SYNONYMS].split(", ")).map(function (text) {
      return name(text, 1);
    }).concat(name(entry[PLACE] + " " + title, WITH_PAGE));
  }

  // For each word the entries that have it, with the points of the best field: [entry, points, entry, points, ...].
  function inverted(index) {
    var found = Object.create(null);
    index.forEach(function (entry, number) {
      var best = Object.create(null);
      POINTS.forEach(function (standard, field) {
        var points = field === PLACE && entry[KIND] === "heading" ? PAGE_OF_HEADING : standard;
        words(entry[field]).map(stem).forEach(function (word) {
          best[word] = Math.max(best[word] || 0, points);
        });
      });
      Object.keys(best).forEach(function (word) {
        (found[word] = found[word] || []).push(number, best[word]);
      });
    });
    return found;
  }

  // The tables that are computed once for an index.
  var prepared = null;
  function prepare(index) {
    if (prepared === null || prepared.index !== index) {
      var entries = inverted(index);
      prepared = {index: index, entries: entries, vocabulary: Object.keys(entries).sort(), names: index.map(names)};
    }
    return prepared;
  }

  // Points of a word by the numbers of the entries that have it, or a word that begins with it.
  function scores(known, word, last) {
    var points = Object.create(null);
    function add(list, share) {
      for (var i = 0; i < list.length; i += 2) {
        points[list[i]] = Math.max(points[list[i]] || 0, share * list[i + 1]);
      }
    }
    if (known.entries[word]) {
      add(known.entries[word], 1);
    }
    if (last || word.length >= SHORTEST_PREFIX) {
      var low = 0;
      var high = known.vocabulary.length;
      while (low < high) {
        var middle = (low + high) >> 1;
        if (known.vocabulary[middle] < word) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      for (; low < known.vocabulary.length && known.vocabulary[low].slice(0, word.length) === word; low++) {
        add(known.entries[known.vocabulary[low]], PREFIX * Math.min(1, word.length / SHORTEST_PREFIX));
      }
    }
    return points;
  }

  // Extra points of an entry by the best of its names.
  function exactness(all, query) {
    return all.reduce(function (best, each) {
      var points = 0;
      if (each.forms === query.forms) {
        points = SAME_FORMS;
      } else if (each.stems === query.stems) {
        points = SAME_STEMS;
      } else if (each.set === query.set) {
        points = SAME_SET;
      } else if (query.list.every(function (word) {
        return each.list.indexOf(word) >= 0;
      })) {
        points = CONTAINS * query.list.length / each.list.length;
      }
      return Math.max(best, points * each.share);
    }, 0);
  }

  /**
   * Returns the entries for a query, best first: each an array of title, target, kind, place, text, synonyms and words of
   * the page.
   */
  global.searchPages = function (index, text, limit) {
    var query = name(text, 1);
    var length = query.list.length;
    var typed = text.trim().toLowerCase();
    var known = prepare(index);
    var total = Object.create(null);
    var covered = Object.create(null);
    var matched = Object.create(null);
    var weights = 0;
    query.list.forEach(function (word, i) {
      var points = scores(known, word, i === length - 1);
      var found = Object.keys(points);
      var weight = Math.log(1 + index.length / (1 + found.length));
      weights += weight;
      found.forEach(function (number) {
        total[number] = (total[number] || 0) + weight * points[number];
        matched[number] = (matched[number] || 0) + 1;
        covered[number] = (covered[number] || 0) + weight * Math.min(1, points[number] / FULL);
      });
    });
    return Object.keys(total).filter(function (number) {
      return covered[number] >= LEAST_COVERAGE * weights;
    }).map(function (number) {
      var kind = index[number][KIND];
      var share = covered[number] / weights;
      var factor = FACTORS[kind] || 1;
      var rank = KINDS.indexOf(kind);
      var exact = matched[number] < length ? 0
        : exactness(known.names[number], query) + (titleOf(index[number]).toLowerCase() === typed ? TYPED : 0);
      return {
        number: Number(number),
        score: factor * total[number] * share + Math.min(1, factor) * exact
          - KIND_STEP * (rank < 0 ? KINDS.length : rank)
      };
    }).sort(function (a, b) {
      return b.score - a.score || a.number - b.number;
    }).slice(0, limit).map(function (each) {
      return index[each.number];
    });
  };
}(this));
