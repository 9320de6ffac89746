package dev.lockstep.bench;

/** The fused forms and sequences of both bench guests, chosen by {@link Training}, and how their loops hold them. */
final class BenchForms {
  private static final String LOOP_OF_NESTED =
      "i32.add(_, i32.xor(i32.mul(_, _), _)); i32.add(_, #); br_unless(i32.lt_s(_, _)); jump";
  private static final String STRIKE = "i32.store8(_, #); i32.add; br_if(i32.ge_s(_, _)); jump";
  private static final String CLEAR = "i32.store8(_, #); i32.add(_, #); br_unless(i32.lt_s(_, _)); jump";
  private static final String ESCAPES = "f64.mul; f64.mul; br_if(f64.gt(f64.add(_, _), #)); br_if(i32.ge_s(_, #))";
  private static final String ITERATE =
      "f64.add(f64.mul(f64.add(_, _), _), _); f64.add(f64.sub(_, _), _); i32.add(_, #); jump";
  private static final String HALVE = "br_unless(i64.eqz(i64.and(_, #))); i64.shr_s(_, #); jump";
  private static final String COUNT = "i32.add(_, #); br_if(i64.eq(_, #)); jump";

  static final String FUSED =
      "{"
          // Addresses
          + "i32.load(i32.add(_, {_,#})),"
          + "i32.load8_u(i32.add(_, {_,#})),"
          + "f64.load(i32.add(_, {_,#})),"
          // Arithmetic
          + "i32.add(i32.mul(_, #), #),"
          + "i32.add(i32.mul(_, _), _),"
          + "i32.add(_, i32.mul(_, _)),"
          + "i32.add(_, i32.xor(i32.mul(_, _), _)),"
          + "i32.add(i32.load(i32.add(_, #)), #),"
          + "i64.add(i64.mul(_, #), #),"
          + "i64.add(i64.mul(_, _), _),"
          + "i64.add(_, i64.mul(_, _)),"
          + "f64.{add,sub}(f64.mul(_, _), _),"
          + "f64.{add,sub}(_, f64.mul(_, _)),"
          + "f64.add(f64.mul(f64.add(_, _), _), _),"
          + "f64.add(f64.sub(_, _), _),"
          // Updates of what is in memory
          + "i32.store(_, i32.{add,mul,rotl}(i32.load(_), _)),"
          + "i32.store(_, i32.{add,xor}(_, i32.load(i32.add(_, #)))),"
          // Tests
          + "{br_if,br_unless}(i32.eqz(i32.and(_, #))),"
          + "{br_if,br_unless}(i64.eqz(i64.and(_, #))),"
          + "br_if(i32.eqz(i32.load(_))),"
          + "br_if(f64.gt(f64.add(_, _), #)),"
          // Sequences: calls
          + "i32.{add,sub}(_, #); call,"
          + "i32.{add,sub}; return,"
          // The end of a block
          + "i32.store(_, i32.{add,mul,rotl}(i32.load(_), _)); jump,"
          + "i32.load; i32.store(_, i32.{add,xor}(_, i32.load(i32.add(_, #)))); jump,"
          + "br_if(i32.eqz(i32.load(_))); move.int; jump,"
          + HALVE + ","
          // The end of a loop
          + "i32.add(_, #); {br_if(i32.ge_s(_, _)),br_unless(i32.lt_s(_, _)),br_if(i64.eq(_, #))}; jump,"
          + LOOP_OF_NESTED + ","
          + STRIKE + ","
          + CLEAR + ","
          + ESCAPES + ","
          + ITERATE + ","
          // Decoding
          + "i32.add(i32.load(i32.add(_, #)), #); i32.load(i32.add(_, #)); i32.load; i32.add(_, #); switch}";

  static final String HOT =
      "{"
          + "{br_if,br_unless,jump,switch,call,return},"
          + "br_if(i32.{lt_s,ge_s}(_, {_,#})),"
          + "br_unless(i32.lt_s(_, _)),"
          + "br_if(i32.{eqz,load8_u}(_)),"
          + "i32.{add,sub,mul,shl}(_, {_,#}),"
          + "i64.add,"
          + "i64.add(i64.mul(_, #), #),"
          + "f64.{add,sub,mul,div},"
          + "{i32.load,f64.load},"
          + "{i32.store,f64.store},"
          + "{i64.extend_i32_s,f64.convert_i32_s}}";

  /** Blocks that more than a tenth of a program's dispatches lead from one to the other. */
  static final String LIKELY =
      "{"
          // Calls
          + "i32.sub(_, #); call -> br_if(i32.ge_s(_, #)),"
          + "br_if(i32.ge_s(_, #)) -> i32.sub(_, #); call,"
          // Blocks that are a loop
          + LOOP_OF_NESTED + " -> " + LOOP_OF_NESTED + ","
          + CLEAR + " -> " + CLEAR + ","
          + STRIKE + " -> " + STRIKE + ","
          // Two that are one
          + "br_if(i32.load8_u(_)) -> i32.add(_, #); br_if(i32.ge_s(_, _)); jump,"
          + "i32.add(_, #); br_if(i32.ge_s(_, _)); jump -> br_if(i32.load8_u(_)),"
          + ESCAPES + " -> " + ITERATE + ","
          + ITERATE + " -> " + ESCAPES + ","
          + HALVE + " -> " + COUNT + ","
          + "i64.add(i64.mul(_, #), #) -> " + COUNT + ","
          + COUNT + " -> " + HALVE + "}";

  private BenchForms() {}
}
