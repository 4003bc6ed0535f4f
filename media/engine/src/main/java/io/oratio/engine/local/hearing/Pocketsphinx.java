package io.oratio.engine.local.hearing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The few functions of the C library pocketsphinx (0.8, `libpocketsphinx.so.3`) that are used,
/// called through the foreign function interface. Every call may be made from one thread at a time
/// per decoder. Calling native code is what this class is for, hence no warning of it.
@SuppressWarnings("restricted")
final class Pocketsphinx {
  private static final String LIBRARY = "libpocketsphinx.so.3";
  private static final String BASE_LIBRARY = "libsphinxbase.so.3";
  private static final int LONGEST_TEXT_BYTES = 1 << 16;

  private final MethodHandle args;
  private final MethodHandle parse;
  private final MethodHandle freeConfig;
  private final MethodHandle init;
  private final MethodHandle free;
  private final MethodHandle addWord;
  private final MethodHandle setLanguageModel;
  private final MethodHandle setAllPhone;
  private final MethodHandle setSearch;
  private final MethodHandle unsetSearch;
  private final MethodHandle start;
  private final MethodHandle process;
  private final MethodHandle end;
  private final MethodHandle hypothesis;

  private Pocketsphinx(SymbolLookup symbols) {
    args = function(symbols, "ps_args", ADDRESS);
    parse =
        function(symbols, "cmd_ln_parse_r", ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
    freeConfig = function(symbols, "cmd_ln_free_r", JAVA_INT, ADDRESS);
    init = function(symbols, "ps_init", ADDRESS, ADDRESS);
    free = function(symbols, "ps_free", JAVA_INT, ADDRESS);
    addWord = function(symbols, "ps_add_word", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    setLanguageModel = function(symbols, "ps_set_lm_file", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    setAllPhone = function(symbols, "ps_set_allphone_file", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    setSearch = function(symbols, "ps_set_search", JAVA_INT, ADDRESS, ADDRESS);
    unsetSearch = function(symbols, "ps_unset_search", JAVA_INT, ADDRESS, ADDRESS);
    start = function(symbols, "ps_start_utt", JAVA_INT, ADDRESS);
    process =
        function(
            symbols, "ps_process_raw", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT);
    end = function(symbols, "ps_end_utt", JAVA_INT, ADDRESS);
    hypothesis = function(symbols, "ps_get_hyp", ADDRESS, ADDRESS, ADDRESS);
  }

  /// The library, where this machine has it with all the functions wanted.
  static Optional<Pocketsphinx> installed() {
    try {
      Arena forever = Arena.global();
      return Optional.of(
          new Pocketsphinx(
              SymbolLookup.libraryLookup(BASE_LIBRARY, forever)
                  .or(SymbolLookup.libraryLookup(LIBRARY, forever))));
    } catch (IllegalArgumentException | UnsatisfiedLinkError | java.util.NoSuchElementException _) {
      return Optional.empty();
    }
  }

  private static MethodHandle function(
      SymbolLookup symbols, String name, MemoryLayout result, MemoryLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.of(result, parameters));
  }

  /// A decoder made with these command-line options.
  MemorySegment open(List<String> options) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argv = arena.allocate(ADDRESS, options.size() + 1L);
      argv.setAtIndex(ADDRESS, 0, arena.allocateFrom("oratio"));
      for (int i = 0; i < options.size(); i++) {
        argv.setAtIndex(ADDRESS, i + 1L, arena.allocateFrom(options.get(i)));
      }
      MemorySegment definitions = (MemorySegment) args.invokeExact();
      MemorySegment config =
          (MemorySegment)
              parse.invokeExact(MemorySegment.NULL, definitions, options.size() + 1, argv, 0);
      require(config.address() != 0, "cmd_ln_parse_r");
      MemorySegment decoder = (MemorySegment) init.invokeExact(config);
      int _ = (int) freeConfig.invokeExact(config);
      require(decoder.address() != 0, "ps_init");
      return decoder;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void close(MemorySegment decoder) {
    try {
      int _ = (int) free.invokeExact(decoder);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  /// @param isLast whether the searches shall learn of the new words now, which takes a while
  void addWord(MemorySegment decoder, String word, String phones, boolean isLast) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment spelling = arena.allocateFrom(word);
      MemorySegment sound = arena.allocateFrom(phones);
      require(
          (int) addWord.invokeExact(decoder, spelling, sound, isLast ? 1 : 0) >= 0, "ps_add_word");
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void setLanguageModel(MemorySegment decoder, String search, Path arpa) {
    require(call(setLanguageModel, decoder, search, arpa.toString()) == 0, "ps_set_lm_file");
  }

  void setAllPhone(MemorySegment decoder, String search, Path model) {
    require(call(setAllPhone, decoder, search, model.toString()) == 0, "ps_set_allphone_file");
  }

  private static int call(MethodHandle function, MemorySegment decoder, String name, String path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment first = arena.allocateFrom(name);
      MemorySegment second = arena.allocateFrom(path);
      return (int) function.invokeExact(decoder, first, second);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void unsetSearch(MemorySegment decoder, String search) {
    require(call(unsetSearch, decoder, search) == 0, "ps_unset_search");
  }

  private static int call(MethodHandle function, MemorySegment decoder, String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment first = arena.allocateFrom(name);
      return (int) function.invokeExact(decoder, first);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  /// Words and their score.
  record Hypothesis(String words, int score) {}

  /// Decodes one whole utterance with the search of this name.
  Hypothesis decode(MemorySegment decoder, String search, short[] samples) {
    require(call(setSearch, decoder, search) == 0, "ps_set_search");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment sound = arena.allocateFrom(JAVA_SHORT, samples);
      MemorySegment score = arena.allocate(JAVA_INT);
      require((int) start.invokeExact(decoder) == 0, "ps_start_utt");
      // The whole utterance in one go: the cepstral mean is then taken over all of it.
      require(
          (int) process.invokeExact(decoder, sound, (long) samples.length, 0, 1) >= 0,
          "ps_process_raw");
      require((int) end.invokeExact(decoder) == 0, "ps_end_utt");
      MemorySegment text = (MemorySegment) hypothesis.invokeExact(decoder, score);
      String words = text.address() == 0 ? "" : text.reinterpret(LONGEST_TEXT_BYTES).getString(0);
      return new Hypothesis(words, score.get(JAVA_INT, 0));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  private static void require(boolean isDone, String function) {
    if (!isDone) {
      throw new IllegalStateException("pocketsphinx refuses " + function);
    }
  }

  // MethodHandle.invokeExact declares Throwable; a native function throws nothing of its own.
  private static RuntimeException failure(Throwable e) {
    return e instanceof RuntimeException ours
        ? ours
        : new IllegalStateException("a call into pocketsphinx failed", e);
  }
}
