package dev.lockstep.runtime;

import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * Verified guest code. Only an {@link Assembler} makes one, and it emits nothing that it has not checked, so neither the
 * interpreter nor the region compiler checks again. Thread-safe: any number of machines may run one program at once; they
 * share its counters and regions.
 */
public final class Program {

  private final ProgramImage image;

  /** How many functions of the image are this program's; written last when it is extended, but for their entries. */
  private volatile int functionCount;

  private final Tiering tiering;
  private final Tiers tiers;

  /** What runs: counters run down, and words that name regions stand in place of forms. */
  final int[] code;

  /** What the words stand for that name regions. */
  final RegionTable regions = new RegionTable();

  /** By the index of the function; filled once something is compiled. */
  final Entry[] entries;

  private boolean hasEntries;

  /** The word that stands at each instruction; 0 if there is none. */
  private int everywhere;

  private final Counters counters;

  /** Counts where compiled code is entered and left; {@code null} for programs that are to be fast. */
  private Crossings crossings;

  /** All functions of the image. */
  Program(ProgramImage image, Tiering tiering) {
    this(image, image.words.clone(), image.functionCount(), tiering);
  }

  private Program(ProgramImage image, int[] code, int functionCount, Tiering tiering) {
    this.image = image;
    this.code = code;
    this.functionCount = functionCount;
    this.tiering = tiering;
    counters = new Counters(this);
    counters.start(0, functionCount);
    entries = new Entry[image.maxFunctions()];
    tiers = new Tiers(this);
  }

  /** The same program, nothing of it compiled yet, to be run in another way. */
  public Program in(Tiering other) {
    int count = functionCount; // First: another thread may be extending the program, and writes the words before this.
    return new Program(image, image.words.clone(), count, other);
  }

  /** The same program, nothing of it compiled yet, that counts where compiled code is entered and left. */
  Program withCrossings() {
    Program counted = in(tiering);
    counted.crossings = new Crossings(counted);
    return counted;
  }

  Crossings crossings() {
    return crossings;
  }

  public Tiering tiering() {
    return tiering;
  }

  public InstructionTable table() {
    return image.table;
  }

  ProgramImage image() {
    return image;
  }

  /** Takes in what has been added to the image. */
  synchronized void extend() {
    int before = functionCount;
    int now = image.functionCount();
    if (now == before) {
      return;
    }
    Entry[] added = new Entry[hasEntries ? now - before : 0];
    for (int i = 0; i < added.length; i++) {
      added[i] = withoutCode(image.function(before + i));
    }
    int from = image.end(before);
    System.arraycopy(image.words, from, code, from, image.end(now) - from);
    counters.start(before, now);
    if (everywhere != 0) {
      putEverywhere(before, now);
    }
    functionCount = now;
    // Last: who finds an entry in another thread finds the function, too.
    System.arraycopy(added, 0, entries, before, added.length);
  }

  /** The functions, by index. */
  public List<Function> functions() {
    return image.functions(functionCount);
  }

  /** How many functions the program may ever have. */
  int maxFunctions() {
    return entries.length;
  }

  /** The function with the given index; {@code null} if there is none. */
  Function function(int index) {
    return Integer.compareUnsigned(index, functionCount) < 0 ? image.function(index) : null;
  }

  /** Whether this is the same code as {@code other}, by the same assembler, and has as much of it at least. */
  boolean hasAllOf(Program other) {
    return image.writtenBy(other.image) && functionCount >= other.functionCount;
  }

  /** Whether the function is one of this program. */
  boolean has(Function function) {
    return function(function.index()) == function;
  }

  /**
   * The function with the given name, the first one if there are several.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Function function(String name) {
    for (Function function : functions()) {
      if (function.name().equals(name)) {
        return function;
      }
    }
    throw new IllegalArgumentException("the program has no function named " + name);
  }

  /** The function whose code contains {@code pc}; {@code null} if there is none. */
  public Function functionAt(int pc) {
    return image.functionAt(pc, functionCount);
  }

  /**
   * Where in the guest's source the instruction at {@code pc} comes from, as {@link Assembler#sourcePosition} has said; -1 if that
   * is not known.
   */
  public int sourcePositionAt(int pc) {
    Function function = functionAt(pc);
    if (function == null) {
      return SourcePositions.UNKNOWN;
    }
    boolean isCharge = image.words[pc] == Convention.CHARGE; // It was written before its block had a position.
    return image.positions().at(function.entry(), function.end(), isCharge ? after(pc) : pc);
  }

  /** The pc of the call that returns to {@code next}. */
  int callBefore(int next) {
    int call = functionAt(next).entry();
    while (after(call) < next) {
      call = after(call);
    }
    return call;
  }

  /** The same as {@link #sourcePositionAt} for the call that returns to {@code pc} in {@code caller}. */
  int sourcePositionOfCall(Function caller, int pc) {
    return image.positions().at(caller.entry(), caller.end(), pc - 1);
  }

  Signature signature(int index) {
    return image.signature(index);
  }

  Object[] constants() {
    return image.constants;
  }

  int maxFrameSize() {
    return image.maxFrameSize;
  }

  /** Whether it uses up fuel: see {@link Assembler#metered}. */
  public boolean isMetered() {
    return image.metered;
  }

  /** Whether any value is, or may come to be, a reference, so that machines need a second stack for them. */
  boolean hasReferences() {
    return image.isGrowing || counters.hasReferences();
  }

  /** Whether any function makes, or may come to make, tail calls, after which its caller has to look. */
  boolean hasTailCalls() {
    return image.isGrowing ? image.table.hasTailCalls() : counters.hasTailCalls();
  }

  /** Whether any function may raise, or may come to raise, something, after which its caller has to look. */
  boolean raises() {
    return image.isGrowing || counters.raises() || image.table.isStackOverflowRaised();
  }

  /** The code as assembled: no counters, no regions. Not to be changed. */
  int[] pristine() {
    return image.words;
  }

  /** The form at {@code pc}, whatever the tier. */
  Form formAt(int pc) {
    return image.table.form(image.words[pc]);
  }

  /** Where the instruction behind that at {@code pc} starts, also in a sequence. */
  int after(int pc) {
    return pc + formAt(pc).length(image.words, pc);
  }

  /** What has been compiled so far. */
  public CompilationStatistics statistics() {
    return tiers.statistics();
  }

  Tiers tiers() {
    return tiers;
  }

  /** Makes {@code region} run whenever {@code pc} is reached from outside of a region. */
  synchronized void install(int pc, Region region) {
    Function function = functionAt(pc);
    int word = regions.put(pc, code[pc], region, function);
    if (region instanceof Entry entry) {
      entry.linkTo(function);
      entries[function.index()] = entry;
    }
    // A fence and not a release store: linking the first use of a VarHandle would add 0.4 ms to the first region.
    VarHandle.releaseFence();
    code[pc] = word;
  }

  /** A word that stands for {@code region} wherever it is put into the code. */
  synchronized int share(Region region) {
    return regions.share(region);
  }

  /** Has {@code region} entered at each instruction, also of what is added later; returns the word that stands for it. */
  synchronized int putEverywhere(Region region) {
    everywhere = share(region);
    putEverywhere(0, functionCount);
    return everywhere;
  }

  private void putEverywhere(int from, int to) {
    for (int index = from; index < to; index++) {
      Function function = image.function(index);
      for (int pc = function.entry(); pc < function.end(); pc = after(pc)) {
        arm(pc, everywhere);
      }
    }
  }

  /** Puts a shared word where the interpreter is in charge. */
  synchronized void arm(int pc, int word) {
    if (code[pc] >= 0) {
      code[pc] = word;
    }
  }

  /** Takes a shared word away; a sequence that starts there stays {@linkplain #split split}. */
  synchronized void disarm(int pc, int word) {
    if (code[pc] == word) {
      code[pc] = formAt(pc).id();
    }
  }

  /** Has the instructions of a function's sequences dispatched one by one, or together again. */
  synchronized void split(Function function, boolean isSplit) {
    for (int pc = function.entry(); pc < function.end(); pc = after(pc)) {
      if (code[pc] >= 0) {
        code[pc] = isSplit ? formAt(pc).id() : image.words[pc];
      }
    }
  }

  synchronized int regionsHeld() {
    return regions.held();
  }

  synchronized long bytesHeld() {
    return regions.bytesHeld();
  }

  /**
   * Puts the interpreter back in charge of the instruction at {@code pc}, if a region is entered there. Machines inside the
   * region stay until they leave it. Functions whose compiled code has this one as a constant are discarded, too, and those that have
   * these; machines inside of them may call it as it was until they leave them. The interpreter stays in charge there, as what has
   * been hot once does not get hot again; those functions do. Waits for what is being compiled.
   *
   * @throws IllegalArgumentException if no function has code at {@code pc}
   */
  public void discard(int pc) {
    if (functionAt(pc) == null) {
      throw new IllegalArgumentException("no function has code at pc " + pc);
    }
    tiers.discard(pc);
  }

  /** Puts the interpreter back in charge at {@code pc}, if a region is entered there. */
  synchronized void discardRegion(int pc) {
    if (regions.isOf(code[pc], pc)) {
      remove(pc);
    }
  }

  /** Puts the interpreter back in charge if {@code region} is what is entered at {@code pc}; returns whether it was. */
  synchronized boolean discard(int pc, Region region) {
    boolean isThere = regionAt(pc) == region;
    if (isThere) {
      remove(pc);
    }
    return isThere;
  }

  private void remove(int pc) {
    int word = code[pc];
    code[pc] = image.words[pc];
    if (!regions.isOf(word, pc)) {
      return; // It stands elsewhere, too.
    }
    Function function = functionAt(pc);
    Entry entry = regions.region(word) instanceof Entry ? withoutCode(function) : null;
    regions.vacate(word, function);
    if (entry != null) {
      entries[function.index()] = entry;
    }
  }

  private Entry withoutCode(Function function) {
    Entry entry = Entry.withoutCode(function);
    return crossings == null ? entry : crossings.counting(entry, function);
  }

  /** Leaves all of {@code function} to the interpreter, with its sequences. */
  synchronized void discard(Function function) {
    for (int pc = function.entry(); pc < function.end(); pc = after(pc)) {
      if (code[pc] < 0) {
        remove(pc);
      } else {
        code[pc] = image.words[pc];
      }
    }
  }

  /** Whether code of others has the function as a constant. */
  synchronized boolean isBound(Function function) {
    Entry entry = entries[function.index()];
    return entry != null && entry.isBound();
  }

  /** The functions whose code has this one as a constant. */
  synchronized List<Function> binders(Function function) {
    Entry entry = entries[function.index()];
    return entry == null ? List.of() : entry.binders();
  }

  /**
   * The entry of the function with the given index, if code of {@code caller} that is being compiled may have it as a constant. That is
   * so only if nothing has to be discarded for that code, which might be the callee, and if the caller is no constant of others, so
   * that functions can be discarded one after the other.
   */
  synchronized Entry bindable(int function, Function caller) {
    boolean hasRoom = regions.held() < tiering.maxRegions() && regions.bytesHeld() + Tiering.MIN_BYTES <= tiering.maxBytes();
    boolean mayBind = hasRoom && function != caller.index() && !isBound(caller);
    return mayBind && entries[function].isBindable ? entries[function] : null;
  }

  /** Lets compiled code call all functions. */
  synchronized void fillEntries() {
    hasEntries = true;
    for (int index = 0; index < functionCount; index++) {
      if (entries[index] == null) {
        entries[index] = withoutCode(image.function(index));
      }
    }
  }

  /**
   * How to call the function with the given index, through the signature with the given index; {@code null} if it has another one,
   * or there is none, or nothing has been compiled.
   */
  Entry knownEntry(int function, int signature) {
    return Entry.known(entries, function, signature);
  }

  /** The region entered at {@code pc}, or {@code null}. */
  synchronized Region regionAt(int pc) {
    return code[pc] < 0 ? regions.region(code[pc]) : null;
  }

  boolean isRegionEntry(int pc) {
    return code[pc] < 0;
  }

  Counters counters() {
    return counters;
  }
}
