// A signature drawn with a finger or pen: points in thousandths of the field's width, lines apart by a semicolon.
// Without this script the field stays hidden and one signs on paper.
"use strict";
for (const field of document.querySelectorAll("[data-sign]")) {
  const canvas = field.querySelector("canvas");
  const kept = field.querySelector("input[name=tahy]");
  const again = field.querySelector("button");
  const pen = canvas.getContext("2d");
  const most = 2000;
  let lines = [];
  let drawing = null;
  field.hidden = false;
  pen.lineWidth = 3;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = "#1a1a2e";
  const count = () => lines.reduce((sum, line) => sum + line.length, 0);
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    const scale = 1000 / box.width;
    const inside = (value) => Math.max(0, Math.min(1000, Math.round(value)));
    return [inside((event.clientX - box.left) * scale), inside((event.clientY - box.top) * scale)];
  };
  const keep = () => {
    kept.value = lines.map((line) => line.map((point) => point.join(",")).join(" ")).join(";");
  };
  const draw = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    const scale = canvas.width / 1000;
    for (const line of lines) {
      pen.beginPath();
      line.forEach(([x, y], at) => (at ? pen.lineTo(x * scale, y * scale) : pen.moveTo(x * scale, y * scale)));
      if (line.length === 1) pen.lineTo(line[0][0] * scale + 1, line[0][1] * scale);
      pen.stroke();
    }
  };
  canvas.style.touchAction = "none";
  canvas.addEventListener("pointerdown", (event) => {
    if (count() >= most) return;
    canvas.setPointerCapture(event.pointerId);
    drawing = [place(event)];
    lines.push(drawing);
    const drawn = document.querySelector("input[name=jak][value=drawn]");
    if (drawn) drawn.checked = true;
    draw();
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing || count() >= most) return;
    const [x, y] = place(event);
    const [lastX, lastY] = drawing[drawing.length - 1];
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < 4) return;
    drawing.push([x, y]);
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => {
      drawing = null;
      keep();
    });
  }
  again.addEventListener("click", () => {
    lines = [];
    keep();
    draw();
  });
}
