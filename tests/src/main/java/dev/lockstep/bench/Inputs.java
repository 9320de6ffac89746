package dev.lockstep.bench;

import java.nio.charset.StandardCharsets;

/** What the real programs work on, made by rule so that it is the same everywhere. */
final class Inputs {
  private Inputs() {}

  /** A module in the text format: functions of loops and calls. */
  static byte[] wat(int functions) {
    StringBuilder text = new StringBuilder("(module (memory 1)\n");
    for (int i = 0; i < functions; i++) {
      String last = i == 0 ? "i32.const 1" : "call $f" + (i - 1) + " (i32.const 3)";
      text.append(
          """
          (func $f%d (export "f%d") (param $n i32) (result i32) (local $sum i32)
            (block $end
              (loop $next
                (br_if $end (i32.eqz (local.get $n)))
                (local.set $sum (i32.add (local.get $sum) (i32.mul (local.get $n) (i32.const %d))))
                (i32.store offset=%d (i32.const 16) (local.get $sum))
                (local.set $n (i32.sub (local.get $n) (i32.const 1)))
                (br $next)))
            (i32.xor (local.get $sum) (%s)))
          """
              .formatted(i, i, i * 7919 % 10_007, i % 100 * 4, last));
    }
    return text.append(")\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** A Ruby program: classes with methods, blocks, strings with code in them, and pattern matching. */
  static byte[] ruby(int classes) {
    StringBuilder text = new StringBuilder("# frozen_string_literal: true\n");
    for (int i = 0; i < classes; i++) {
      text.append(
          """
          class Shape%d < Struct.new(:width, :height)
            include Comparable
            LIMIT = %d.5e-3
            def area = width * height
            def <=>(other) = area <=> other.area
            def describe(names, *rest, scale: 1, **options, &block)
              names.map { |name| "#{name}: #{area * scale}" }.each_with_index do |line, index|
                next if line =~ /\\A[a-z]+#{index}/i && !options[:all]
                yield line, rest[index] || 0x%x unless block.nil?
              end
              case [width, height]
              in [Integer => w, 0..%d] if w > 1 then :wide
              in [_, *] then %%i[other thing]
              end
            rescue ArgumentError, TypeError => e
              warn e.message
            end
          end
          """
              .formatted(i, i, i * 7919, i + 2));
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Bytes that compress about as well as text: words of a small vocabulary, chosen at random. */
  static byte[] text(int length) {
    byte[] bytes = new byte[length];
    int state = 1;
    int i = 0;
    while (i < length) {
      state = state * 1_103_515_245 + 12_345;
      int word = state >>> 21;
      for (int j = word % 7 + 2; j > 0 && i < length; j--) {
        bytes[i++] = (byte) ('a' + (word * 31 + j * j * 7) % 26);
      }
      if (i < length) {
        bytes[i++] = ' ';
      }
    }
    return bytes;
  }
}
