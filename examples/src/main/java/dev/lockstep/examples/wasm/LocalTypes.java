package dev.lockstep.examples.wasm;

import java.util.Arrays;
import java.util.List;

/**
 * The types of a function's parameters and locals. Kept as runs and never expanded: six bytes of a hostile file can
 * declare fifty thousand locals.
 */
final class LocalTypes {

  /** Engine limit on the parameters and locals of a function: that of the JavaScript embedding. */
  static final int MAX_LOCALS = 50_000;

  private final int[] ends;
  private final ValType[] types;
  private final int runs;

  LocalTypes(FuncType function, Module.Code code) {
    List<ValType> params = function.params();
    int most = params.size() + code.locals().size();
    ends = new int[most];
    types = new ValType[most];
    int run = 0;
    for (ValType param : params) {
      types[run] = param;
      ends[run] = run + 1;
      run++;
    }
    long count = params.size();
    for (Module.LocalRun locals : code.locals()) {
      count += locals.count();
      if (count > MAX_LOCALS) {
        throw WasmException.invalid(code.offset(), "too many locals: more than the limit of " + MAX_LOCALS);
      }
      if (locals.count() > 0) {
        types[run] = locals.type();
        ends[run] = (int) count;
        run++;
      }
    }
    runs = run;
  }

  /** How many parameters and locals there are. */
  int count() {
    return runs == 0 ? 0 : ends[runs - 1];
  }

  /** The type of a local; the index must be below {@link #count}. */
  ValType type(int index) {
    int found = Arrays.binarySearch(ends, 0, runs, index + 1);
    return types[found >= 0 ? found : -found - 1];
  }
}
