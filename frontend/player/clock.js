// A time within a film as people read it: 0:07, 12:30, 1:02:03.

export function clock(seconds) {
  const whole = Math.floor(seconds);
  const two = number => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
