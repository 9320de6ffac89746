; Takeuchi's function: calls of four at a time, one of them a tail call.
(define (tak x y z)
  (if (not (< y x))
      z
      (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y))))
(define (repeat n)
  (if (> n 1) (begin (tak 18 12 6) (repeat (- n 1))) (tak 18 12 6)))
(display (repeat 500))
(newline)
;=> 7
